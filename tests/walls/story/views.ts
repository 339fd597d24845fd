import { newId } from './ids.ts';
import { command, type Scope } from './scope.ts';

/** A view that everybody in the audience shares, and one that is taken away again. */
export async function tellView({ by, audience, text }: Scope): Promise<void> {
  const { views } = by.calls;
  const [viewId, passing] = [newId(), newId()];
  const query = 'state=open&turn=us';
  await views.save.mutate({ ...command(), viewId, name: text('view'), query, audience: by.actor.seat });
  await views.share.mutate({ ...command(), viewId, audience });
  await views.amend.mutate({
    ...command(),
    viewId,
    version: audience === by.actor.seat ? 1 : 2,
    name: text('view, renamed'),
  });
  await views.save.mutate({ ...command(), viewId: passing, name: text('view, passing'), query, audience });
  await views.remove.mutate({ ...command(), viewId: passing });
  await by.calls.preferences.keep.mutate({ ...command(), name: 'tickets.view', value: text('preference', by) });
}
