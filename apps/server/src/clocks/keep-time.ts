import { randomUUIDv7 } from 'node:crypto';
import { holdingChanges, ticketSteps, withClocks } from '@crossflow/domain/clocks/keep-time';
import type { Change } from '@crossflow/domain/record/change';
import type { Holding } from '@crossflow/domain/tickets/ticket';
import type { Completion } from '../kernel/feature.ts';
import type { Tx } from '../kernel/unit-of-work/tx.ts';

/** Whatever the move: the clocks of every ticket in it, and who holds the ticket from now on. */
export const keepTime: Completion = async (tx, outcome) => {
  const steps = ticketSteps(outcome);
  if (steps.length === 0) return outcome;
  const moment = { at: tx.now, by: tx.actor.partyId, parties: await tx.parties() };
  const changes: Change[] = [...withClocks(outcome, moment).changes];
  for (const step of steps) {
    const held = step.before === null ? [] : await heldNow(tx, step.next.id, changes);
    // Ids that tell the order: turns that pass in one instant stay in the order in which they passed.
    changes.push(...holdingChanges(step, held, tx.now, randomUUIDv7));
  }
  return { ...outcome, changes };
};

/** The holdings that last, as the other changes of the act leave them. */
async function heldNow(tx: Tx, ticketId: string, changes: readonly Change[]): Promise<Holding[]> {
  const open = await tx.query<{ id: string }>(
    'select id from holding where ticket_id = $1 and until is null order by id',
    [ticketId],
  );
  const moved = new Map(
    changes.flatMap(({ kind, row }) => (kind === 'holding' && row !== null ? [[row.id, row]] : [])),
  );
  const held: Holding[] = [];
  for (const { id } of open) held.push((moved.get(id) as Holding | undefined) ?? (await tx.load('holding', id)));
  return held;
}
