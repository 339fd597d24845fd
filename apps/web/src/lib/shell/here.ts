/** Whether an address lies on or below a link's; the overview only on itself. */
export function isHere(pathname: string, href: string, exact: boolean): boolean {
  const at = decodeURIComponent(pathname).replace(/\/$/, '');
  const link = decodeURIComponent(href.split(/[?#]/, 1)[0] ?? '').replace(/\/$/, '');
  return at === link || (!exact && at.startsWith(`${link}/`));
}
