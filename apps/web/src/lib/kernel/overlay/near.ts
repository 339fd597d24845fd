/** What the button does that opens a menu or a box whose code is not here yet. */
export interface Near {
  /** Somebody comes near it: the code is fetched. */
  readonly oncome: () => void;
  readonly onclick: () => void;
  readonly onkeydown?: (event: KeyboardEvent) => void;
}

/** The same as attributes to spread. */
export const spread = ({ oncome, ...presses }: Near, popup: 'menu' | 'dialog'): Record<string, unknown> => ({
  ...presses,
  ...{ onpointerenter: oncome, onfocus: oncome, 'aria-haspopup': popup, 'aria-expanded': 'false' },
});
