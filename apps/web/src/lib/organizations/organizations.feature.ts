import { m } from '@crossflow/i18n';
import Building from '@lucide/svelte/icons/building-2';
import Layers from '@lucide/svelte/icons/layers-2';
import User from '@lucide/svelte/icons/user';
import { fullName, shortName } from '../kernel/audience.ts';
import type { Feature, Hit } from '../kernel/feature.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { inLanguage } from '../kernel/look.svelte.ts';
import { matchRank } from '../kernel/match.ts';
import { organizationsAtOnce } from './at-once.ts';

export const organizations: Feature = {
  ...organizationsAtOnce,
  kinds: {
    program: {
      icon: Layers,
      word: m.organizations_program,
      title: (row) => inLanguage(row.name, row.nameZh),
      path: () => '',
    },
    party: { icon: Building, word: m.organizations_party, title: fullName, path: () => '/people' },
    member: {
      icon: User,
      word: m.organizations_member,
      title: (row) => inLanguage(row.name, row.nameZh),
      path: (row) => `/people#${row.id}`,
    },
  },
  search: (query, scope, live) => (scope === null || scope === 'member' ? people(query, live) : []),
  sentences: {
    'party.rescheduled': () => m.organizations_entry_rescheduled(),
    'member.joined': () => m.organizations_entry_joined(),
    'member.left': ({ after }) => m.organizations_entry_left({ name: String(after?.['name'] ?? '') }),
  },
};

function people(query: string, live: Live): Hit[] {
  return live.rows('member').flatMap((member) => {
    const rank = matchRank(query, [member.name, member.nameZh]);
    const party = live.get('party', member.partyId);
    if (rank === 0 || party === undefined) return [];
    const title = inLanguage(member.name, member.nameZh);
    const detail = `${shortName(party)} · ${member.title}`;
    return [
      {
        id: member.id,
        kind: 'member' as const,
        title,
        key: null,
        detail,
        path: `/people#${member.id}`,
        audience: member.audience,
        rank,
      },
    ];
  });
}
