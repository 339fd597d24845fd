import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import type { AmendViewInput, RemoveViewInput, SaveViewInput, ShareViewInput } from '@crossflow/domain/views/inputs';
import { amendView, removeView, saveView, shareView, type AroundViews } from '@crossflow/domain/views/moves';
import type { Caller } from '../kernel/unit-of-work/caller.ts';
import type { ReadTx } from '../kernel/unit-of-work/tx.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';

/** Views of the tickets that companies share. */
@Injectable()
export class ViewsService {
  readonly work: UnitOfWork;

  constructor(@Inject(UnitOfWork) work: UnitOfWork) {
    this.work = work;
  }

  save(caller: Caller, input: SaveViewInput) {
    return this.work.run(caller, input, async (tx) =>
      tx.record(saveView(tx.actor, input, await aroundOf(tx)), input.viewId),
    );
  }

  amend(caller: Caller, input: AmendViewInput) {
    return this.work.run(caller, input, async (tx) => {
      const view = await tx.load('view', input.viewId);
      return tx.record(amendView(view, tx.actor, input, await aroundOf(tx)), view.id);
    });
  }

  share(caller: Caller, input: ShareViewInput) {
    return this.work.run(caller, input, async (tx) => {
      const view = await tx.load('view', input.viewId);
      return tx.record(shareView(view, tx.actor, input, await aroundOf(tx)), view.id);
    });
  }

  remove(caller: Caller, input: RemoveViewInput) {
    return this.work.run(caller, input, async (tx) => {
      const view = await tx.load('view', input.viewId);
      return tx.record(removeView(view, tx.actor), view.id);
    });
  }
}

async function aroundOf(tx: ReadTx): Promise<AroundViews> {
  const members = await tx.db.execute<AroundViews['members'][number] & Record<string, unknown>>(
    sql`select id, party_id as "partyId" from member`,
  );
  const labeled = await tx.db.execute<AroundViews['tickets'][number] & Record<string, unknown>>(
    sql`select distinct labels, audience from ticket where labels <> '[]'::jsonb`,
  );
  return { at: tx.now, parties: await tx.parties(), members: members.rows, tickets: labeled.rows };
}
