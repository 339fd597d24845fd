import { linkObjects, unlinkObjects, type Link, type LinkableKind } from '@crossflow/domain/links/link';
import { Refused } from '@crossflow/domain/access/refusal';
import { calls } from '../kernel/calls.ts';
import { newId } from '../kernel/ids.ts';
import type { Live, Performed } from '../kernel/live.svelte.ts';

interface End {
  readonly kind: LinkableKind;
  readonly id: string;
}

export const linkActions = (live: Live) => ({
  link(from: End, to: End): Promise<Performed> {
    const input = { linkId: newId(), from: { kind: from.kind, id: from.id }, to: { kind: to.kind, id: to.id } };
    return live.perform({
      call: (commandId) => calls.links.link.mutate({ commandId, ...input }),
      predict: () => {
        const [one, other] = [live.get(from.kind, from.id), live.get(to.kind, to.id)];
        if (one === undefined || other === undefined) throw new Refused('not-found');
        const at = new Date().toISOString();
        return linkObjects(one, other, live.rows('link'), live.actor, { commandId: '', ...input }, at);
      },
      offline: 'queue',
    });
  },

  unlink: (link: Link): Promise<Performed> =>
    live.perform({
      call: (commandId) => calls.links.unlink.mutate({ commandId, linkId: link.id }),
      predict: () => unlinkObjects(link, live.actor),
      offline: 'queue',
    }),
});
