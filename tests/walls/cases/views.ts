import type { Cases } from './case.ts';
import { newId } from '../story/ids.ts';

const c = () => ({ commandId: newId() });
const view = { kind: 'view' } as const;

export const views: Cases = {
  save: {
    fresh: ['view'],
    input: ({ fresh: [viewId], as }) => ({ ...c(), viewId, name: 'a view', query: 'state=open', audience: as.seat }),
  },
  amend: {
    slots: [view],
    input: ({ rows: [row] }) => ({ ...c(), viewId: row!.id, version: row!.version, name: 'another name' }),
  },
  share: { slots: [view], input: ({ rows: [row], as }) => ({ ...c(), viewId: row!.id, audience: as.seat }) },
  remove: { slots: [view], input: ({ rows: [row] }) => ({ ...c(), viewId: row!.id }) },
};
