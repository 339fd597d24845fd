import { describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import type { Outcome } from '../record/change.ts';
import { noteOnTicket, raiseTicket, replyToTicket, type Around } from '../tickets/conversation.ts';
import * as fields from '../tickets/fields.ts';
import * as moves from '../tickets/moves.ts';
import { around, camille, everybody, lixing, raising, replying, rowOf, shuya, uuid } from '../tickets/test-cast.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { withClocks } from './keep-time.ts';
import { answerClock, ageBand, clockStanding, presentClock, resolutionClock, responseClock } from './present-clock.ts';

const weekdays = [1, 2, 3, 4, 5];
const calendar = (id: string, timeZone: string, to: string, holidays: string[] = []) => ({
  ...{ id, timeZone, holidays, workdays: [] },
  workingHours: { from: '09:00', to, days: weekdays },
});
const parties = [
  calendar('sponsor', 'Europe/Paris', '17:30'),
  calendar('licensee', 'Asia/Shanghai', '18:00'),
  calendar('cdmo', 'Asia/Shanghai', '18:00', ['2026-11-27']),
];
const ms = (hours: number) => hours * 3_600_000;
const command = () => ({ commandId: uuid(), ticketId: 'ticket' });
/** Times are of Tuesday 24 November 2026 where no day is given: Paris works 08:00 to 16:30 UTC, Wuxi 01:00 to 10:00. */
const instant = (time: string, day = '24') => `2026-11-${day}T${time}:00.000Z`;

/** Carries out a move as the server does, with the clocks set. */
function does(actor: Actor, at: string, move: (around: Around) => Outcome): Ticket {
  const outcome = withClocks(move({ ...around, at }), { at, by: actor.partyId, parties });
  return rowOf<Ticket>(outcome, 'ticket');
}
const raise = (over: object = {}, at = instant('09:00')) =>
  does(lixing, at, (here) => raiseTicket(lixing, raising({ severity: 'S2', ...over }), 'T-7KQ4', here));
const reply = (ticket: Ticket, actor: Actor, at: string, over: object = {}) =>
  does(actor, at, (here) => replyToTicket(ticket, actor, replying(over), here));
const amend = (ticket: Ticket, actor: Actor, at: string, over: object) =>
  does(actor, at, (here) =>
    fields.amendTicket(ticket, actor, { ...command(), version: ticket.version, ...over }, here),
  );

describe('a question of Wuxi to Paris', () => {
  test('is due on the working hours of Paris', () => {
    expect(raise().clocks).toMatchObject({
      response: { limit: 'PT8H', partyId: 'sponsor', startedAt: instant('09:00'), dueAt: instant('08:30', '25') },
      update: null,
      resolution: { limit: 'P5D', partyId: 'sponsor', dueAt: '2026-12-01T09:00:00.000Z' },
    });
  });

  test('of the highest severity is due by the clock on the wall', () => {
    expect(raise({ severity: 'S1' }, instant('22:00')).clocks).toMatchObject({
      response: { dueAt: instant('00:00', '25') },
      resolution: { dueAt: instant('22:00', '26') },
    });
  });

  test('a first reply of Paris meets the first response and starts the wait for the next word', () => {
    expect(reply(raise(), camille, instant('10:00')).clocks).toMatchObject({
      response: { metAt: instant('10:00') },
      update: { limit: 'P1D', startedAt: instant('10:00'), dueAt: instant('10:00', '25') },
      resolution: { dueAt: '2026-12-01T09:00:00.000Z', metAt: null },
    });
  });

  test('taking it up meets the first response as well; a word of the company that asked does not', () => {
    const ticket = raise();
    const assign = { ...command(), memberId: 'camille' };
    const taken = does(camille, instant('09:26'), (here) => moves.assignTicket(ticket, camille, assign, here));
    expect(taken.clocks?.response?.metAt).toBe(instant('09:26'));
    expect(reply(ticket, lixing, instant('09:26')).clocks?.response?.metAt).toBeNull();
  });

  test('a word of a third company is no answer of the company asked', () => {
    const ticket = raise({ audience: everybody });
    expect(reply(ticket, shuya, instant('09:30')).clocks?.response?.metAt).toBeNull();
  });

  test('a word of the company whose turn it is starts the wait anew; a word of the other leaves it', () => {
    const ticket = reply(raise(), camille, instant('10:00'));
    expect(reply(ticket, camille, instant('12:00')).clocks?.update?.dueAt).toBe(instant('12:00', '25'));
    expect(reply(ticket, lixing, instant('12:00')).clocks?.update).toEqual(ticket.clocks?.update);
  });

  test('a note of any company leaves every clock as it is', () => {
    const note = { ...replying(), ticketId: 'ticket' };
    const outcome = noteOnTicket(raise(), camille, note, { ...around, at: instant('10:00') });
    expect(withClocks(outcome, { at: instant('10:00'), by: 'sponsor', parties })).toBe(outcome);
  });
});

describe('the turn', () => {
  test('back to the company that asked stops the clocks, and what was left is left when it returns', () => {
    const asked = reply(raise(), camille, instant('10:00'), { passTo: 'cdmo' });
    expect(asked.clocks?.resolution).toMatchObject({ dueAt: null, pausedAt: instant('10:00'), leftMs: ms(41.5) });
    expect(asked.clocks?.update).toMatchObject({ dueAt: null, leftMs: ms(9) });

    const back = reply(asked, lixing, instant('09:00', '26'), { passTo: 'sponsor' });
    expect(back.clocks?.resolution).toMatchObject({
      leftMs: null,
      partyId: 'sponsor',
      dueAt: '2026-12-02T16:30:00.000Z',
    });
    expect(back.clocks?.update).toMatchObject({ startedAt: instant('09:00', '26'), dueAt: instant('09:00', '27') });
  });

  test('to a third company moves the working time left to its calendar, with its holiday', () => {
    const ticket = reply(raise({ audience: everybody, severity: 'S2' }), camille, instant('10:00'));
    const passed = does(camille, instant('15:00', '26'), (here) =>
      moves.passTurn({ ...ticket, raisedByParty: 'licensee' }, camille, { ...command(), to: 'cdmo' }, here),
    );
    // 19.5 working hours of Paris were left at 15:00 on Thursday; Friday is a holiday in Wuxi.
    expect(passed.turnParty).toBe('cdmo');
    expect(passed.clocks?.resolution).toMatchObject({ partyId: 'cdmo', dueAt: '2026-12-02T02:30:00.000Z' });
  });

  test('that stays changes nothing', () => {
    const ticket = reply(raise(), camille, instant('10:00'));
    expect(amend(ticket, lixing, instant('11:00'), { title: 'Another title' }).clocks).toEqual(ticket.clocks);
  });
});

describe('the severity', () => {
  test('raised: the earlier of what was due and the new target from now on', () => {
    const ticket = raise({ severity: 'S4' });
    const worse = amend(ticket, camille, instant('11:00'), { severity: 'S1' });
    expect(worse.clocks?.response).toMatchObject({
      limit: 'PT2H',
      dueAt: instant('13:00'),
      startedAt: instant('09:00'),
    });
    expect(worse.clocks?.resolution).toMatchObject({ limit: 'PT48H', dueAt: instant('11:00', '26') });
  });

  test('raised where less is left than the new target allows: nothing is given', () => {
    const ticket = raise({ severity: 'S3' });
    const nearly = instant('08:30', '25');
    expect(amend(ticket, camille, nearly, { severity: 'S2' }).clocks?.response?.dueAt).toBe(instant('09:00', '25'));
  });

  test('lowered by the company that asked: the later of the two', () => {
    const milder = amend(raise(), lixing, instant('11:00'), { severity: 'S3' });
    expect(milder.clocks?.response).toMatchObject({ limit: 'P1D', dueAt: instant('11:00', '25') });
  });
});

describe('the end', () => {
  const proposed = () => reply(raise(), camille, instant('10:00'), { proposed: true });

  test('a proposed answer stops the clocks, its acceptance meets the resolution', () => {
    const ticket = proposed();
    expect(ticket.clocks?.resolution?.leftMs).toBe(ms(41.5));
    const accepted = does(lixing, instant('02:00', '25'), (here) =>
      moves.acceptAnswer(ticket, null, lixing, command(), here),
    );
    expect(accepted.clocks).toMatchObject({ update: null, resolution: { metAt: instant('02:00', '25') } });
  });

  test('a rejected answer lets them go on', () => {
    const rejected = does(lixing, instant('09:00', '25'), (here) =>
      moves.rejectAnswer(proposed(), { partyId: 'sponsor' }, lixing, { ...command(), reason: 'Not yet' }, here),
    );
    expect(rejected.clocks?.resolution).toMatchObject({ leftMs: null, dueAt: '2026-12-01T16:30:00.000Z' });
  });

  test('a ticket raised in error keeps no promise that still ran', () => {
    const cancelled = does(lixing, instant('11:00'), (here) =>
      moves.cancelTicket(raise(), lixing, { ...command(), reason: 'By mistake' }, here),
    );
    expect(cancelled.clocks).toMatchObject({ response: null, update: null, resolution: null });
  });

  test('reopened: the wait and the resolution start again, the first response stays met', () => {
    const closing = { ...command(), resolutionCode: 'training', rootCause: '', answer: null } as const;
    const closed = does(lixing, instant('12:00'), (here) =>
      moves.closeTicket(reply(raise(), camille, instant('10:00')), lixing, closing as never, here),
    );
    const again = { ...command(), reason: 'It came back', turnParty: 'sponsor' };
    const open = does(lixing, instant('09:00', '26'), (here) => moves.reopenTicket(closed, lixing, again, here));
    expect(open.clocks).toMatchObject({
      response: { metAt: instant('10:00') },
      update: { startedAt: instant('09:00', '26'), dueAt: instant('09:00', '27') },
      resolution: { startedAt: instant('09:00', '26'), metAt: null, dueAt: '2026-12-03T09:00:00.000Z' },
    });
  });
});

describe('as a screen shows it', () => {
  const at = (time: string, day?: string) => Date.parse(instant(time, day));

  test('time left, the share used, and the last quarter', () => {
    const ticket = raise();
    expect(answerClock(ticket, at('11:00'), parties)).toMatchObject({ leftMs: ms(6), share: 0.25, state: 'running' });
    expect(answerClock(ticket, at('15:00'), parties)).toMatchObject({ state: 'soon', resting: false });
    expect(answerClock(ticket, at('20:00'), parties)).toMatchObject({ leftMs: ms(0.5), resting: true });
  });

  test('late in working time, and breached', () => {
    const late = answerClock(raise(), at('10:30', '25'), parties);
    expect(late).toMatchObject({ leftMs: ms(-2), share: 1.25, state: 'late', breached: true });
  });

  test('a response met after it was due stays breached, one in time does not', () => {
    const [late, early] = [instant('09:00', '25'), instant('10:00')].map((when) => reply(raise(), camille, when));
    expect(responseClock(late as Ticket, at('12:00', '25'), parties)).toMatchObject({ state: 'met', breached: true });
    expect(responseClock(early as Ticket, at('12:00', '25'), parties)).toMatchObject({ state: 'met', breached: false });
  });

  test('a due date set by hand wins for the answer', () => {
    const ticket = raise({ dueAt: instant('11:00') });
    expect(answerClock(ticket, at('10:00'), parties)).toMatchObject({ name: 'due', leftMs: ms(1), share: 0.5 });
    expect(answerClock(ticket, at('12:00'), parties)).toMatchObject({ state: 'late', breached: true });
    expect(resolutionClock(ticket, at('12:00'), parties)).toMatchObject({ breached: false });
  });

  test('a row shows the clock that ends first', () => {
    const ticket = reply(raise(), camille, instant('10:00'));
    expect(presentClock(ticket, at('11:00'), parties)?.name).toBe('update');
    expect(presentClock({ ...ticket, dueAt: '2026-12-09T09:00:00.000Z' }, at('11:00'), parties)?.name).toBe(
      'resolution',
    );
  });

  test('how a list counts it', () => {
    const ticket = raise();
    expect(clockStanding(ticket, at('10:00'))).toBe('due');
    expect(clockStanding(ticket, at('09:00', '25'))).toBe('breached');
    expect(clockStanding(raise({ severity: 'S4' }), at('10:00'))).toBe('running');
    expect(clockStanding(reply(ticket, camille, instant('10:00'), { passTo: 'cdmo' }), at('11:00'))).toBe('paused');
    expect(clockStanding({ ...ticket, state: 'closed' }, at('11:00'))).toBeNull();
    const since = { turnSince: instant('09:00', '20') };
    expect(['08:59', '09:00'].map((time) => ageBand(since, at(time, '27')))).toEqual(['3-7', '7-']);
    expect(['21', '23'].map((day) => ageBand(since, at('09:00', day)))).toEqual(['1-3', '3-7']);
  });
});
