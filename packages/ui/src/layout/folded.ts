/** The rail shows icons alone here; the same number stands in the components' media queries. */
export const railIsFolded = () => matchMedia('(max-width: 1279px)').matches;
