import type { Member } from '@crossflow/domain/organizations/organization';
import type { Live } from '../../kernel/live.svelte.ts';

/** The people of the reader's own company, themselves first: whom a ticket may be given to. */
export function colleagues(live: Live): readonly Member[] {
  const { partyId, memberId } = live.membership;
  return live
    .where('member', 'partyId', partyId)
    .filter(({ endsAt }) => endsAt === null)
    .toSorted((a, b) => Number(b.id === memberId) - Number(a.id === memberId) || (a.name < b.name ? -1 : 1));
}
