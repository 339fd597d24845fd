import type { Acts } from '../chance.ts';

const queries = ['state=open', 'state=all&turn=us', 'state=open&severity=S1&layout=board'];

export const views: Acts = {
  save: (actor) => ({
    ...actor.command(),
    viewId: actor.id(),
    name: actor.words(),
    query: actor.chance.often(0.3) ? `turn=${actor.row('party')?.id}` : actor.chance.one(queries),
    audience: actor.audience(),
  }),
  amend: (actor) => {
    const view = actor.row('view');
    return view && { ...actor.command(), viewId: view.id, version: view.version, name: actor.words() };
  },
  share: (actor) => {
    const view = actor.row('view');
    return view && { ...actor.command(), viewId: view.id, audience: actor.audience() };
  },
  remove: (actor) => {
    const view = actor.chance.often(0.3) ? actor.row('view') : undefined;
    return view && { ...actor.command(), viewId: view.id };
  },
};
