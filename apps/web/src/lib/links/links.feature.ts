import { m } from '@crossflow/i18n';
import type { Entry } from '@crossflow/domain/record/entry';
import type { Kind } from '@crossflow/domain/record/rows';
import Link2 from '@lucide/svelte/icons/link-2';
import type { Feature } from '../kernel/feature.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { named } from '../kernel/registry.ts';

export const links: Feature = {
  name: 'links',
  kinds: { link: { icon: Link2, word: m.links_link, title: () => m.links_link(), path: () => null } },
  sentences: {
    'link.linked': (entry, live) => m.links_entry_linked(ends(entry, live)),
    'link.unlinked': () => m.links_entry_unlinked(),
  },
};

function ends({ after }: Entry, live: Live): { from: string; to: string } {
  const name = (kind: unknown, id: unknown) => {
    const row = named(kind as Kind, String(id), live);
    return row?.key ?? row?.title ?? m.kernel_object();
  };
  return { from: name(after?.fromKind, after?.fromId), to: name(after?.toKind, after?.toId) };
}
