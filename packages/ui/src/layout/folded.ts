/** The rail shows icons alone here: by choice, or where the window is narrow; the same number stands in the components' styles. */
export const railIsFolded = () =>
  document.documentElement.dataset['rail'] === 'folded' || matchMedia('(max-width: 1279px)').matches;
