/** Which of the shell's own boxes are open. */
export const openings = $state({ palette: false, query: '', shortcuts: false, more: false, outbox: false });

export function openPalette(query = ''): void {
  openings.query = query;
  openings.palette = true;
}
