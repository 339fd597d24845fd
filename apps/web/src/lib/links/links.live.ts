import { otherEnd, type Link } from '@crossflow/domain/links/link';
import type { Kind } from '@crossflow/domain/record/rows';
import type { Live } from '../kernel/live.svelte.ts';
import { named, type Named } from '../kernel/registry.ts';

export interface LinkedObject {
  readonly link: Link;
  readonly other: Named;
}

/** What is linked with a row, as far as the reader sees the other end; by kind, then by title. */
export function linkedWith(id: string, live: Live): LinkedObject[] {
  const links = [...live.where('link', 'fromId', id), ...live.where('link', 'toId', id)];
  return links
    .flatMap((link) => {
      const { kind, id: otherId } = otherEnd(link, id);
      const other = named(kind, otherId, live);
      return other === null ? [] : [{ link, other }];
    })
    .toSorted((a, b) => compare(a.other.kind, b.other.kind) || compare(a.other.title, b.other.title));
}

export interface End {
  readonly kind: Kind;
  readonly id: string;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
