import { amendView, removeView, type AroundViews } from '@crossflow/domain/views/moves';
import type { View } from '@crossflow/domain/views/view';
import { calls } from '../kernel/calls.ts';
import type { Live, Performed } from '../kernel/live.svelte.ts';

export const viewActions = (live: Live) => ({
  /** Never queued, never predicted, here as below: what leaves the company leaves it when the server says so. */
  save: (view: { viewId: string; name: string; query: string; audience: number }): Promise<Performed> =>
    live.perform({ call: (commandId) => calls.views.save.mutate({ commandId, ...view }), quiet: true }),

  share: (view: View, audience: number): Promise<Performed> =>
    live.perform({
      call: (commandId) => calls.views.share.mutate({ commandId, viewId: view.id, audience }),
      quiet: true,
    }),

  amend(view: View, changes: { name?: string; query?: string }): Promise<Performed> {
    const input = { viewId: view.id, version: view.version, ...changes };
    return live.perform({
      call: (commandId) => calls.views.amend.mutate({ commandId, ...input }),
      predict: () => amendView(view, live.actor, { commandId: '', ...input }, around(live)),
      quiet: true,
    });
  },

  remove: (view: View): Promise<Performed> =>
    live.perform({
      call: (commandId) => calls.views.remove.mutate({ commandId, viewId: view.id }),
      predict: () => removeView(view, live.actor),
    }),
});

export const around = (live: Live): AroundViews => ({
  at: new Date().toISOString(),
  parties: live.rows('party'),
  members: live.rows('member'),
  tickets: live.rows('ticket'),
});
