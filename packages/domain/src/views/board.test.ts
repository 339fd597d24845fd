import { expect, test } from 'vitest';
import { camille, everybody, lixing, parties, person, raised, shuya } from '../tickets/test-cast.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { boardMove } from './board.ts';

// The CDMO asked the sponsor; the sponsor has the turn.
const ticket = (over: Partial<Ticket> = {}) => raised({ state: 'in-progress', turnParty: 'sponsor', ...over });
const said = (over: Partial<Ticket>, by: 'turn' | 'state', column: string, actor = camille) => {
  const move = boardMove(ticket(over), by, column, actor, parties);
  if (move.move === 'refused') return move.refusal;
  return move.move === 'pass' ? `pass to ${move.to}` : move.move;
};

test.each([
  [{}, 'sponsor', camille, 'stay'],
  [{}, 'cdmo', camille, 'pass to cdmo'],
  [{}, 'cdmo', shuya, 'not-your-turn'],
  [{}, 'licensee', camille, 'turn-outside-audience'],
  [{ audience: everybody }, 'licensee', camille, 'pass to licensee'],
  [{}, 'settled', lixing, 'close'],
  [{}, 'settled', camille, 'raiser-decides'],
  [{ state: 'proposed' }, 'settled', lixing, 'accept'],
  [{ state: 'closed' }, 'settled', lixing, 'stay'],
  [{ state: 'closed' }, 'sponsor', lixing, 'reopen'],
  [{ state: 'closed' }, 'sponsor', camille, 'raiser-decides'],
  [{}, 'cdmo', person('julien', 'sponsor', 'viewer'), 'not-your-role'],
] as const)('by whose turn: %j into %s by %j: %s', (over, column, actor, outcome) => {
  expect(said(over, 'turn', column, actor)).toBe(outcome);
});

test.each([
  [{}, 'in-progress', camille, 'stay'],
  [{}, 'new', camille, 'not-new-again'],
  [{ state: 'new' }, 'triaged', camille, 'take'],
  [{ state: 'new' }, 'triaged', lixing, 'not-your-turn'],
  [{}, 'triaged', camille, 'triaged-from-new'],
  [{}, 'awaiting-raiser', camille, 'pass to cdmo'],
  [{ state: 'awaiting-raiser', turnParty: 'cdmo' }, 'in-progress', lixing, 'pass to sponsor'],
  [{ state: 'new' }, 'in-progress', lixing, 'asked-company-begins'],
  [{}, 'awaiting-third-party', camille, 'no-third-company'],
  [{ audience: everybody }, 'awaiting-third-party', camille, 'pass to licensee'],
  [{}, 'proposed', camille, 'proposed-by-answer'],
  [{}, 'resolved', lixing, 'resolved-by-acceptance'],
  [{ state: 'proposed' }, 'resolved', lixing, 'accept'],
  [{ state: 'proposed' }, 'resolved', camille, 'raiser-decides'],
  [{}, 'closed', lixing, 'close'],
  [{}, 'cancelled', lixing, 'cancel'],
  [{ state: 'closed' }, 'in-progress', lixing, 'reopen'],
  [{ state: 'closed' }, 'awaiting-raiser', lixing, 'not-in-this-state'],
] as const)('by state: %j into %s by %j: %s', (over, column, actor, outcome) => {
  expect(said(over, 'state', column, actor)).toBe(outcome);
});
