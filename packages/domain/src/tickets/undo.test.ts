import { describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import type { Outcome } from '../record/change.ts';
import type { Entry } from '../record/entry.ts';
import { replyToTicket } from './conversation.ts';
import { amendTicket, watchTicket } from './fields.ts';
import { mergeTicket } from './merge.ts';
import { assignTicket, cancelTicket, passTurn } from './moves.ts';
import { mergeRefusal } from './refusal.ts';
import { shareTicket } from './sharing.ts';
import type { Ticket } from './ticket.ts';
import {
  around,
  bits,
  camille,
  everybody,
  later,
  lixing,
  pair,
  person,
  raised,
  refused,
  replying,
  rowOf,
  uuid,
} from './test-cast.ts';
import { undoableVerbs, undoMove, UNDO_WITHIN_MS } from './undo.ts';

const julien = person('julien', 'sponsor');
const c = (ticket: Ticket) => ({ commandId: uuid(), ticketId: ticket.id });
/** The entries of an outcome about its ticket, as the record has them. */
const entriesOf = (outcome: Outcome, actor: Actor): Entry[] =>
  outcome.changes
    .filter(({ kind }) => kind === 'ticket')
    .map(({ kind, verb, subjectId, before, row }) => ({
      ...{ id: uuid(), programId: 'program', audience: pair, at: later, actorId: actor.memberId, partyId: null },
      ...{ kind, verb, subjectId, within: null, reason: null, commandId: 'one', before: before as Entry['before'] },
      after: row as unknown as Entry['after'],
    }));
const soon = new Date(Date.parse(later) + 1_000).toISOString();

describe('undoing', () => {
  const assign = (ticket: Ticket) => assignTicket(ticket, camille, { ...c(ticket), memberId: 'julien' }, around);

  test('gives back what the act changed, keeps both in the record, and tells whoever heard of it', () => {
    const ticket = raised();
    const outcome = assign(ticket);
    const undone = undoMove(rowOf<Ticket>(outcome, 'ticket'), entriesOf(outcome, camille), camille, soon);
    expect(rowOf<Ticket>(undone, 'ticket')).toEqual({ ...ticket, version: 3, updatedAt: soon });
    expect(undone.changes.map(({ verb }) => verb)).toEqual(['undone']);
    expect(undone.notices).toMatchObject([{ reason: 'update', to: { memberIds: ['lixing', 'julien'] } }]);
  });

  const acts: [string, (ticket: Ticket) => Outcome, Actor][] = [
    [
      'an amendment',
      (t) => amendTicket(t, lixing, { ...c(t), version: 1, severity: 'S1', labels: ['x'] }, around),
      lixing,
    ],
    ['passing the turn', (t) => passTurn(t, camille, { ...c(t), to: 'cdmo' }, around), camille],
    ['cancelling', (t) => cancelTicket(t, lixing, { ...c(t), reason: 'Twice' }, around), lixing],
    ['watching', (t) => watchTicket(t, camille, { ...c(t), watching: true })!, camille],
  ];
  test.each(acts)('%s', (_what, act, actor) => {
    const ticket = raised();
    const outcome = act(ticket);
    const undone = undoMove(rowOf<Ticket>(outcome, 'ticket'), entriesOf(outcome, actor), actor, soon);
    expect(rowOf<Ticket>(undone, 'ticket')).toEqual({ ...ticket, version: 3, updatedAt: soon });
  });

  test.each([
    ['somebody else’s act', { actor: julien }, 'undo-own-moves'],
    ['what another act followed', { over: { version: 9 } }, 'changed-since'],
    ['an act of which there is no entry', { entries: [] }, 'changed-since'],
    ['an act of long ago', { at: new Date(Date.parse(later) + UNDO_WITHIN_MS + 1).toISOString() }, 'undo-too-late'],
    ['as a viewer', { actor: person('camille', 'sponsor', 'viewer') }, 'not-your-role'],
  ])('is refused: %s', (_what, { actor = camille, over = {}, entries, at = soon }: Attempt, reason) => {
    const outcome = assign(raised());
    const now = { ...rowOf<Ticket>(outcome, 'ticket'), ...over };
    expect(refused(() => undoMove(now, entries ?? entriesOf(outcome, camille), actor, at))).toBe(reason);
  });

  test('to the last millisecond of the ten minutes it is not', () => {
    const outcome = assign(raised());
    const at = new Date(Date.parse(later) + UNDO_WITHIN_MS).toISOString();
    expect(
      refused(() => undoMove(rowOf<Ticket>(outcome, 'ticket'), entriesOf(outcome, camille), camille, at)),
    ).toBeNull();
  });

  test('what was said or shown is not taken back: a reply, the turn handed on with one, an audience', () => {
    const ticket = raised({ state: 'in-progress' });
    const said = replyToTicket(ticket, camille, replying({ passTo: 'cdmo' }), around);
    const content = { messages: [], files: [], openings: [], reactions: [], holdings: [] };
    const sharing = { ...c(ticket), audience: everybody, history: 'whole', reason: 'x' } as const;
    const shown = shareTicket(ticket, content, lixing, sharing, around);
    for (const [outcome, actor] of [
      [said, camille],
      [shown, lixing],
    ] as const)
      expect(refused(() => undoMove(rowOf<Ticket>(outcome, 'ticket'), entriesOf(outcome, actor), actor, soon))).toBe(
        'not-undoable',
      );
    expect(undoableVerbs).not.toContain('merged');
  });
});

interface Attempt {
  readonly actor?: Actor;
  readonly over?: Partial<Ticket>;
  readonly entries?: Entry[];
  readonly at?: string;
}

describe('merging a duplicate', () => {
  const into = (over: Partial<Ticket> = {}) => raised({ watchers: ['mingyuan'], ...over });
  const merge = (ticket: Ticket, other: Ticket, actor = camille) =>
    mergeTicket(ticket, other, null, actor, { ...c(ticket), intoId: other.id, linkId: uuid() }, around);

  test('ends it, links it and brings its watchers along', () => {
    const [ticket, other] = [raised({ watchers: ['lixing', 'julien'] }), into()];
    const { changes, notices } = merge(ticket, other);
    expect(changes.map(({ kind, verb }) => `${kind}.${verb}`)).toEqual([
      'ticket.merged',
      'link.linked',
      'ticket.absorbed',
    ]);
    expect(changes[0]?.row).toMatchObject({ state: 'cancelled', resolutionCode: 'duplicate', closedAt: later });
    expect(changes[1]?.row).toMatchObject({
      relation: 'duplicates',
      fromId: ticket.id,
      toId: other.id,
      audience: pair,
    });
    expect(changes[2]?.row).toMatchObject({ id: other.id, watchers: ['mingyuan', 'lixing', 'julien'] });
    expect(notices).toMatchObject([{ reason: 'update', to: { memberIds: ['lixing', 'julien'] } }]);
  });

  test('leaves the other one untouched where a company sees it alone', () => {
    const { changes } = merge(raised(), into({ audience: everybody }));
    expect(changes.map(({ verb }) => verb)).toEqual(['merged', 'linked']);
    expect(changes[1]?.audience).toBe(pair);
  });

  test('makes a link that is there already say it', () => {
    const [ticket, other] = [raised(), into()];
    const known = {
      ...{ id: uuid(), programId: ticket.programId, audience: pair, version: 4, relation: 'relates' as const },
      ...{ fromKind: 'ticket' as const, fromId: other.id, toKind: 'ticket' as const, toId: ticket.id },
      ...{ linkedBy: 'camille', linkedAt: later },
    };
    const outcome = mergeTicket(
      ticket,
      other,
      known,
      camille,
      { ...c(ticket), intoId: other.id, linkId: uuid() },
      around,
    );
    expect(outcome.changes[1]?.row).toMatchObject({
      id: known.id,
      version: 5,
      fromId: ticket.id,
      relation: 'duplicates',
    });
  });

  const ticket = raised();
  test.each([
    ['into itself', ticket, ticket, camille, 'merge-with-itself'],
    ['into what was cancelled', ticket, into({ state: 'cancelled' }), camille, 'survivor-cancelled'],
    ['into what not everybody sees', raised({ audience: everybody }), into(), camille, 'survivor-hidden'],
    [
      'by a third company',
      raised({ audience: everybody }),
      into({ audience: everybody }),
      person('shuya', 'licensee'),
      'not-your-turn',
    ],
    ['into what is settled', ticket, into({ state: 'closed' }), camille, null],
    ['by the raiser', raised({ turnParty: 'sponsor' }), into(), lixing, null],
    ['a private one into a shared one', raised({ audience: bits('cdmo'), turnParty: 'cdmo' }), into(), lixing, null],
  ])('%s', (_what, one, other, actor, reason) => {
    expect(mergeRefusal(one, other, actor)).toBe(reason);
  });
});
