import { m } from '@crossflow/i18n';
import ListFilter from '@lucide/svelte/icons/list-filter';
import type { Feature } from '../kernel/feature.ts';
import { matchRank } from '../kernel/match.ts';

export const views: Feature = {
  name: 'views',
  kinds: {
    view: { icon: ListFilter, word: m.views_word, title: ({ name }) => name, path: ({ id }) => `/tickets?view=${id}` },
  },
  search: (query, scope, live) =>
    scope !== null
      ? []
      : live.rows('view').flatMap(({ id, name, audience }) => {
          const rank = Math.min(2, matchRank(query, [name]));
          const path = `/tickets?view=${id}`;
          return rank === 0 ? [] : [{ id, kind: 'view' as const, title: name, key: null, path, audience, rank }];
        }),
  sentences: {
    'view.saved': ({ after }) => m.views_entry_saved({ name: String(after?.name ?? '') }),
    'view.amended': ({ after }) => m.views_entry_amended({ name: String(after?.name ?? '') }),
    'view.removed': () => m.views_entry_removed(),
  },
};
