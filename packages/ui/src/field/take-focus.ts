/**
 * For a field that the person has just asked for: `<SearchInput {@attach takeFocus} …>`. The attribute `autofocus` leaves the focus where it
 * is, on the button that was pressed last, and what is typed then presses other keys.
 */
export const takeFocus = (field: HTMLElement): void => field.focus();
