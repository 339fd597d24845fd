import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BreachWatch } from '@crossflow/server/clocks/breach-watch';
import type { Ticket } from '@crossflow/domain/tickets/ticket';
import { answer, ask, question } from '../world/ticket-acts.ts';
import { newId, openWorld, type World } from '../world/world.ts';
import type { Player } from '../world/player.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Tuesday 1 December 2026: Paris works 08:00 to 16:30 UTC, Wuxi 01:00 to 10:00. */
const at = (time: string, day = '01') => world.server.clock.set(`2026-12-${day}T${time}:00.000Z`);
const row = (player: Player, ticketId: string) => player.get('ticket', ticketId) as Ticket;
const passing = (ticketId: string, to: Player) => ({ commandId: newId(), ticketId, to: to.actor.partyId });
const sharing = (ticketId: string, audience: number, history: 'whole' | 'from-now-on') => ({
  ...{ commandId: newId(), ticketId, audience, history, reason: 'They need it' },
});
const held = async (player: Player, ticketId: string) => {
  const { holding } = await player.calls.tickets.thread.query({ ticketId });
  const names = new Map(world.sponsor.rows('party').map(({ id, shortName }) => [id, shortName]));
  return holding.map(({ partyId, since, until }) => [
    ...[names.get(partyId), since.slice(11, 16), until === null ? null : until.slice(11, 16)],
  ]);
};

describe('a question of Wuxi to Paris', () => {
  test('counts on the hours of Paris, stops while Wuxi checks, and both companies see each step', async () => {
    const { sponsor, cdmo, audience } = world;
    at('09:00');
    const { ticketId } = await ask(cdmo, sponsor, 'Which feed on day 9?', audience(cdmo, sponsor));
    at('09:26');
    await answer(sponsor, ticketId, 'Which pH do you read?');
    await sponsor.calls.tickets.pass.mutate(passing(ticketId, cdmo));
    await world.settled();
    for (const player of [sponsor, cdmo])
      expect(row(player, ticketId).clocks).toMatchObject({
        response: { limit: 'P1D', dueAt: '2026-12-02T09:00:00.000Z', metAt: '2026-12-01T09:26:00.000Z' },
        update: { dueAt: null, leftMs: 3 * 8.5 * 3_600_000 },
        resolution: { dueAt: null, pausedAt: '2026-12-01T09:26:00.000Z' },
      });

    at('08:00', '02');
    await cdmo.calls.tickets.pass.mutate(passing(ticketId, sponsor));
    await world.settled();
    expect(row(cdmo, ticketId).clocks?.resolution).toMatchObject({ leftMs: null, partyId: sponsor.actor.partyId });
    expect(row(sponsor, ticketId).clocks).toEqual(row(cdmo, ticketId).clocks);
    await world.expectReplayed();
  });

  test('that a person amends under the version they saw keeps its clocks', async () => {
    const { sponsor, cdmo, audience } = world;
    at('09:00');
    const { ticketId } = await ask(cdmo, sponsor, 'Amended', audience(cdmo, sponsor));
    await world.settled();
    const { version, clocks } = row(sponsor, ticketId);
    at('10:00');
    await sponsor.calls.tickets.amend.mutate({ commandId: newId(), ticketId, version, title: 'Amended again' });
    await world.settled();
    expect(row(cdmo, ticketId).clocks).toEqual(clocks);
  });
});

describe('who holds a ticket', () => {
  test('is kept as the turn moves, and summed for each company by what it sees', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    at('08:00', '03');
    const { ticketId } = await ask(cdmo, sponsor, 'Held', audience(cdmo, sponsor));
    at('10:00', '03');
    await sponsor.calls.tickets.pass.mutate(passing(ticketId, cdmo));
    at('11:00', '03');
    await cdmo.calls.tickets.cancel.mutate({ commandId: newId(), ticketId, reason: 'Found it' });
    const expected = [
      ['Exemplis', '08:00', '10:00'],
      ['Yangben', '10:00', '11:00'],
    ];
    expect(await held(sponsor, ticketId)).toEqual(expected);
    expect(await held(cdmo, ticketId)).toEqual(expected);
    await expect(licensee.calls.tickets.thread.query({ ticketId })).rejects.toThrow('not-found');
  });

  test('the whole history shows it; from now on, a holding begins for all', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const [pair, all] = [audience(cdmo, sponsor), audience(cdmo, sponsor, licensee)];
    at('08:00', '04');
    const { ticketId: whole } = await ask(cdmo, sponsor, 'Shown whole', pair);
    const { ticketId: later } = await ask(cdmo, sponsor, 'Shown later', pair);
    at('09:00', '04');
    await cdmo.calls.tickets.share.mutate(sharing(whole, all, 'whole'));
    await cdmo.calls.tickets.share.mutate(sharing(later, all, 'from-now-on'));
    at('10:00', '04');
    await sponsor.calls.tickets.pass.mutate(passing(whole, licensee));
    await sponsor.calls.tickets.pass.mutate(passing(later, licensee));
    expect(await held(licensee, whole)).toEqual([
      ['Exemplis', '08:00', '10:00'],
      ['Shili', '10:00', null],
    ]);
    expect(await held(licensee, later)).toEqual([
      ['Exemplis', '09:00', '10:00'],
      ['Shili', '10:00', null],
    ]);
    expect(await held(cdmo, later)).toHaveLength(3);

    await cdmo.calls.tickets.share.mutate(sharing(whole, pair, 'whole'));
    expect(await held(cdmo, whole)).toEqual([
      ['Exemplis', '08:00', '10:00'],
      ['Shili', '10:00', '10:00'],
      ['Yangben', '10:00', null],
    ]);
    await world.settled();
    expect(licensee.rows('holding').filter(({ ticketId }) => ticketId === whole)).toEqual([]);
    await world.expectReplayed();
  });

  test('the hours of a month: what the licensee cannot see is not in its sums', async () => {
    const { sponsor, cdmo, licensee, secondLicensee, audience } = world;
    const hours = async (player: Player) => {
      const sums = await player.calls.clocks.held.query({ month: '2027-02' });
      const ofSponsor = sums.find(({ partyId }) => partyId === sponsor.actor.partyId);
      return ofSponsor && [ofSponsor.elapsedMs / 3_600_000, ofSponsor.workingMs / 3_600_000];
    };
    world.server.clock.set('2027-02-01T15:30:00.000Z');
    const before = new Map([sponsor, licensee].map((player) => [player, hours(player)]));
    const [own, seen] = [await before.get(sponsor)!, await before.get(licensee)!];
    await ask(cdmo, sponsor, 'Hidden from the licensee', audience(cdmo, sponsor));
    world.server.clock.set('2027-02-02T09:00:00.000Z');
    const [ownLater, seenLater] = [await hours(sponsor), await hours(licensee)];
    const tickets = (player: Player) =>
      player
        .rows('ticket')
        .filter(({ turnParty, state }) => turnParty === sponsor.actor.partyId && state !== 'cancelled');
    await world.settled();
    const grown = (now: number[] | undefined, was: number[] | undefined) => now!.map((n, i) => n - (was?.[i] ?? 0));
    const open = (player: Player) =>
      tickets(player).filter(({ state }) => !['closed', 'resolved'].includes(state)).length;
    expect(grown(ownLater, own)).toEqual([open(sponsor) * 17.5, open(sponsor) * 2]);
    expect(grown(seenLater ?? [0, 0], seen)).toEqual([open(licensee) * 17.5, open(licensee) * 2]);
    expect(open(sponsor)).toBeGreaterThan(open(licensee));
    expect(await secondLicensee.calls.clocks.held.query({ month: '2027-01' })).not.toContainEqual(
      expect.objectContaining({ partyId: licensee.actor.partyId }),
    );
  });
});

describe('a clock that is let pass', () => {
  test('is noticed once: it stands in the record of both companies, and both are told', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const watch = world.server.app.get(BreachWatch);
    world.server.clock.set('2027-03-01T09:00:00.000Z');
    await watch.look();
    const late = question(newId(), sponsor, 'Nobody answers', audience(cdmo, sponsor));
    await cdmo.calls.tickets.raise.mutate({ ...late, severity: 'S1' });
    world.server.clock.set('2027-03-01T10:59:59.000Z');
    expect(await watch.look()).toBe(0);
    world.server.clock.set('2027-03-01T11:00:01.000Z');
    expect(await watch.look()).toBe(1);
    expect(await watch.look()).toBe(0);
    await world.settled();
    for (const player of [sponsor, cdmo]) {
      expect(row(player, late.ticketId).clocks?.response?.toldAt).toBe('2027-03-01T11:00:01.000Z');
      await player.heard<{ notifications: { reason: string; subjectId: string }[] }>('personal', ({ notifications }) =>
        notifications.some(({ reason, subjectId }) => reason === 'breached' && subjectId === late.ticketId),
      );
    }
    const lines = await sponsor.calls.tickets.history.query({ ticketId: late.ticketId });
    expect(lines.at(-1)).toMatchObject({ verb: 'breached', actorId: null, partyId: null });
    expect(licensee.received.join()).not.toContain(late.ticketId);

    await answer(sponsor, late.ticketId, 'Here I am');
    world.server.clock.set('2027-03-01T14:00:00.000Z');
    expect(await watch.look()).toBe(0);
    world.server.clock.set('2027-03-01T15:00:02.000Z');
    expect(await watch.look()).toBe(1);
    await world.expectReplayed();
  });

  test('a due date set by hand counts as one', async () => {
    const { sponsor, cdmo, audience } = world;
    const watch = world.server.app.get(BreachWatch);
    world.server.clock.set('2027-04-01T09:00:00.000Z');
    await watch.look();
    const dated = question(newId(), sponsor, 'By ten', audience(cdmo, sponsor));
    await cdmo.calls.tickets.raise.mutate({ ...dated, dueAt: '2027-04-01T10:00:00.000Z' });
    world.server.clock.set('2027-04-01T10:00:01.000Z');
    expect([await watch.look(), await watch.look()]).toEqual([1, 0]);
  });
});

describe('the calendar of a company', () => {
  const calendarOf = (player: Player) => player.get('party', player.actor.partyId)!;
  const setting = (player: Player, over: object = {}) => {
    const { id, version, timeZone, workingHours, holidays, workdays } = calendarOf(player);
    const { from, to, days } = workingHours;
    return {
      ...{ commandId: newId(), partyId: id, version, timeZone, workingHours: { from, to, days: [...days] } },
      ...{ holidays: [...holidays], workdays: [...workdays], ...over },
    };
  };

  test('is set by its lead, seen by the others, and counts from the next move on', async () => {
    const { sponsor, cdmo, audience } = world;
    world.server.clock.set('2027-05-03T08:00:00.000Z');
    await sponsor.calls.organizations.calendar.mutate(setting(sponsor, { holidays: ['2027-05-05'] }));
    await world.settled();
    expect(cdmo.get('party', sponsor.actor.partyId)?.holidays).toEqual(['2027-05-05']);
    const { ticketId } = await ask(cdmo, sponsor, 'Over a holiday', audience(cdmo, sponsor));
    await world.settled();
    expect(row(cdmo, ticketId).clocks?.response?.dueAt).toBe('2027-05-04T08:00:00.000Z');
    world.server.clock.set('2027-05-04T09:00:00.000Z');
    await answer(sponsor, ticketId, 'Tomorrow is a holiday here');
    await world.settled();
    expect(row(cdmo, ticketId).clocks?.update?.dueAt).toBe('2027-05-10T09:00:00.000Z');
  });

  test('is not set by a contributor, nor by a lead of another company, nor under an old version', async () => {
    const { sponsor, cdmo } = world;
    const contributor = cdmo.calls.organizations.calendar.mutate(setting(cdmo));
    await expect(contributor).rejects.toThrow('not-your-role');
    const { id, version } = calendarOf(cdmo);
    const other = sponsor.calls.organizations.calendar.mutate({ ...setting(sponsor), partyId: id, version });
    await expect(other).rejects.toThrow('not-your-company');
    const old = sponsor.calls.organizations.calendar.mutate({ ...setting(sponsor), version: 1 });
    await expect(old).rejects.toThrow('stale');
  });
});
