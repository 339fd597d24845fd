import { otherEnd, type Link } from '@crossflow/domain/links/link';
import type { Kind } from '@crossflow/domain/record/rows';
import { m } from '@crossflow/i18n';
import type { Live } from '../kernel/live.svelte.ts';
import { named, type Named } from '../kernel/registry.ts';

export interface LinkedObject {
  readonly link: Link;
  /** How the other one stands to this one; null where they just belong together. */
  readonly relation: string | null;
  readonly other: Named;
}

/** What is linked with a row, as far as the reader sees the other end; by kind, then by title. */
export function linkedWith(id: string, live: Live): LinkedObject[] {
  const links = [...live.where('link', 'fromId', id), ...live.where('link', 'toId', id)];
  return links
    .flatMap((link) => {
      const { kind, id: otherId } = otherEnd(link, id);
      const other = named(kind, otherId, live);
      return other === null ? [] : [{ link, other, relation: relationWord(link, id) }];
    })
    .toSorted((a, b) => compare(a.other.kind, b.other.kind) || compare(a.other.title, b.other.title));
}

/** Read from this row: "duplicate of" the other. */
function relationWord({ relation, fromId }: Link, id: string): string | null {
  const from = fromId === id;
  if (relation === 'duplicates') return from ? m.links_relation_duplicates() : m.links_relation_duplicated_by();
  if (relation === 'blocks') return from ? m.links_relation_blocks() : m.links_relation_blocked_by();
  return null;
}

export interface End {
  readonly kind: Kind;
  readonly id: string;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
