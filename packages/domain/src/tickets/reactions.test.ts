import { describe, expect, test } from 'vitest';
import { noteOnTicket } from './conversation.ts';
import { reactTo, takeBackReaction, unreactRefusal } from './reactions.ts';
import { shareTicket } from './sharing.ts';
import { reactionMarks, type Message, type Reaction } from './ticket.ts';
import {
  around,
  bits,
  camille,
  everybody,
  later,
  lixing,
  messageIn,
  pair,
  person,
  raised,
  refused,
  replying,
  rowOf,
  uuid,
} from './test-cast.ts';

const reacting = (mark: Reaction['mark'] = 'agree') => ({ reactionId: uuid(), mark });
const markOn = (message: Message, actor = camille): Reaction =>
  rowOf<Reaction>(reactTo(message, [], actor, reacting())!, 'reaction');

describe('a mark on a message', () => {
  test.each(reactionMarks)('%s is seen by whoever sees the message', (mark) => {
    const message = messageIn(raised());
    const outcome = reactTo(message, [], camille, reacting(mark));
    expect(outcome?.changes).toMatchObject([
      {
        verb: 'reacted',
        within: message.ticketId,
        row: { mark, messageId: message.id, memberId: 'camille', partyId: 'sponsor', audience: pair },
      },
    ]);
    expect(outcome?.notices).toEqual([]);
  });

  test('on a private note it stays within the company', () => {
    const ticket = raised();
    const note = rowOf<Message>(noteOnTicket(ticket, camille, replying(), around), 'message');
    expect(markOn(note, person('julien', 'sponsor')).audience).toBe(bits('sponsor'));
  });

  test('the same person puts the same mark once, another mark and another person beside it', () => {
    const message = messageIn(raised());
    const known = [markOn(message)];
    expect(reactTo(message, known, camille, reacting())).toBeNull();
    expect(reactTo(message, known, camille, reacting('done'))).not.toBeNull();
    expect(reactTo(message, known, lixing, reacting())).not.toBeNull();
  });

  test('each person takes back only their own; a viewer puts none', () => {
    const mark = markOn(messageIn(raised()));
    expect(unreactRefusal(mark, person('julien', 'sponsor'))).toBe('not-your-reaction');
    expect(takeBackReaction(mark, camille).changes).toMatchObject([
      { verb: 'unreacted', row: null, audience: pair, subjectId: mark.id },
    ]);
    const viewer = person('julien', 'sponsor', 'viewer');
    expect(refused(() => reactTo(messageIn(raised()), [], viewer, reacting()))).toBe('not-your-role');
  });
});

describe('marks follow their message when the ticket is shared', () => {
  const shared = (audience: number, history: 'whole' | 'from-now-on') => {
    const ticket = raised();
    const message = messageIn(ticket);
    const mark = markOn(message);
    const content = { messages: [message], files: [], openings: [], holdings: [], reactions: [mark] };
    const input = { commandId: uuid(), ticketId: ticket.id, audience, history, reason: 'It concerns them' };
    const outcome = shareTicket(ticket, content, lixing, input, { ...around, at: later });
    return outcome.changes
      .filter(({ kind }) => kind === 'reaction')
      .map(({ verb, audience: seenBy }) => [verb, seenBy]);
  };

  test.each([
    ['whole', everybody, [['widened', everybody]]],
    ['from-now-on', everybody, []],
    [
      'whole',
      bits('cdmo'),
      [
        ['narrowed', bits('cdmo')],
        ['gone', bits('sponsor')],
      ],
    ],
  ] as const)('%s history, seats %i', (history, audience, expected) => {
    expect(shared(audience, history)).toEqual(expected);
  });

  test('a company that put a mark is not shown to one that may not know of it', () => {
    const hidden = { id: 'hidden', seat: 22, audience: bits('hidden', 'sponsor') };
    const ticket = raised({ raisedByParty: 'sponsor', raisedBy: 'camille', audience: bits('sponsor', 'hidden') });
    const own = { ...ticket, askedParty: 'sponsor', turnParty: 'sponsor', lastReplyBy: 'camille' };
    const message = messageIn(own, { partyId: 'sponsor', authorId: 'camille' });
    const mark = markOn(message, person('secret', 'hidden'));
    const content = { messages: [message], files: [], openings: [], holdings: [], reactions: [mark] };
    const input = { commandId: uuid(), ticketId: own.id, audience: pair, history: 'whole' as const, reason: 'r' };
    const all = { ...around, parties: [...around.parties, hidden] };
    expect(refused(() => shareTicket(own, content, camille, input, all))).toBe('audience-reveals-company');
    expect(refused(() => shareTicket(own, { ...content, reactions: [] }, camille, input, all))).toBeNull();
  });
});
