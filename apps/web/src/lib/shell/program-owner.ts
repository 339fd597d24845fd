import type { Live } from '#lib/kernel/live.svelte.ts';
import { inLanguage } from '#lib/kernel/look.svelte.ts';

/** Whom to ask about a program: the lead of its sponsor, or of the own company where the reader knows of no sponsor. */
export function programOwner(live: Live): { name: string; program: string } | null {
  const sponsor = live.where('party', 'kind', 'sponsor')[0]?.id;
  const leads = live.where('member', 'role', 'lead').filter(({ endsAt }) => endsAt === null);
  const owner =
    leads.find(({ partyId }) => partyId === sponsor) ??
    leads.find(({ partyId }) => partyId === live.membership.partyId);
  return owner === undefined
    ? null
    : { name: inLanguage(owner.name, owner.nameZh), program: live.membership.programCode };
}
