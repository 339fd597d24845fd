import { decoded } from '../kernel/decoded.ts';

const bare = (address: string): string => decoded(address.replace(/\/?([?#].*)?$/, ''));

/** Whether an address lies on or below a link's; the overview only on itself. */
export function isHere(pathname: string, href: string, exact: boolean): boolean {
  const [at, link] = [bare(pathname), bare(href)];
  return at === link || (!exact && at.startsWith(`${link}/`));
}
