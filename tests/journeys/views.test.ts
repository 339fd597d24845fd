import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../world/ticket-acts.ts';
import type { Player } from '../world/player.ts';
import { newId, openWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const saving = (audience: number, over: object = {}) => ({
  ...{ commandId: newId(), viewId: newId(), name: 'Late questions', query: 'state=open&clock=breached', audience },
  ...over,
});
const names = (player: Player) => player.rows('view').map(({ name }) => name);

describe('a saved view', () => {
  test('is seen by the company it is shared with and by no other; renamed live, then gone for whoever loses it', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const view = saving(audience(sponsor, cdmo));
    await sponsor.calls.views.save.mutate(view);
    await world.settled();
    expect(names(cdmo)).toEqual(['Late questions']);
    expect(names(licensee)).toEqual([]);
    expect(licensee.received.join()).not.toContain(view.viewId);

    const { viewId } = view;
    await sponsor.calls.views.amend.mutate({ commandId: newId(), viewId, version: 1, name: 'Late for us' });
    await world.settled();
    expect(names(cdmo)).toEqual(['Late for us']);

    await sponsor.calls.views.share.mutate({ commandId: newId(), viewId, audience: audience(sponsor, licensee) });
    await world.settled();
    expect([names(cdmo), names(licensee)]).toEqual([[], ['Late for us']]);

    await sponsor.calls.views.remove.mutate({ commandId: newId(), viewId });
    await world.settled();
    expect([names(sponsor), names(licensee)]).toEqual([[], []]);
    await world.expectReplayed();
  });

  test('is changed by the company that saved it; for others it stays, and for who cannot see it there is none', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const view = saving(audience(sponsor, cdmo), { name: 'Ours' });
    await sponsor.calls.views.save.mutate(view);
    const removing = { commandId: newId(), viewId: view.viewId };
    await expect(cdmo.calls.views.remove.mutate(removing)).rejects.toMatchObject({ message: 'savers-company' });
    await expect(licensee.calls.views.remove.mutate(removing)).rejects.toMatchObject({ message: 'not-found' });
    await sponsor.calls.views.remove.mutate({ ...removing, commandId: newId() });
  });

  test('does not name a company to those who may not know of it', async () => {
    const { sponsor, cdmo, licensee, secondLicensee, audience } = world;
    const query = `turn=${secondLicensee.actor.partyId}`;
    const save = sponsor.calls.views.save.mutate(saving(audience(sponsor, licensee), { query }));
    await expect(save).rejects.toMatchObject({ message: 'audience-reveals-company' });
    await world.settled();
    expect(licensee.received.join()).not.toContain(secondLicensee.actor.partyId);
    await sponsor.calls.views.save.mutate(saving(audience(sponsor, cdmo), { query: `turn=${cdmo.actor.partyId}` }));
  });
});

test('what a person keeps is theirs: it comes back whole, a colleague has their own, null forgets it', async () => {
  const { sponsor, cdmo } = world;
  const julien = await world.join('julien');
  const keep = (player: Player, value: unknown) =>
    player.calls.preferences.keep.mutate({ commandId: newId(), name: 'tickets.views', value: value as never });
  await keep(sponsor, [{ id: 'mine', name: '我的', query: 'state=open' }]);
  await keep(sponsor, [{ id: 'mine', name: '我的工单', query: 'state=open' }]);
  const kept = [{ name: 'tickets.views', value: [{ id: 'mine', name: '我的工单', query: 'state=open' }] }];
  expect(await sponsor.calls.preferences.all.query()).toEqual(kept);
  expect(await julien.calls.preferences.all.query()).toEqual([]);
  expect(await cdmo.calls.preferences.all.query()).toEqual([]);
  await keep(julien, 'ours');
  await keep(sponsor, null);
  expect(await sponsor.calls.preferences.all.query()).toEqual([]);
  expect(await julien.calls.preferences.all.query()).toEqual([{ name: 'tickets.views', value: 'ours' }]);
  await expect(keep(sponsor, 'x'.repeat(30_000))).rejects.toMatchObject({ message: 'invalid-input' });
});

describe('search', () => {
  const find = async (player: Player, text: string, within: { since?: string; until?: string } = {}) => {
    const asked = { text, since: within.since ?? null, until: within.until ?? null };
    const { hits } = await player.calls.search.find.query(asked);
    return hits.map(({ row }) => (row as unknown as { body?: string; name?: string }).body ?? row.id);
  };
  const note = (player: Player, ticketId: string, body: string) =>
    player.calls.tickets.note.mutate({
      ...{ commandId: newId(), ticketId, messageId: newId(), body, mentions: [], fileIds: [] },
    });

  test('finds words in any case and width, in two scripts, all of them in one text, within a time', async () => {
    const { cdmo, sponsor, audience } = world;
    const body = '除病毒过滤器的面积：ＶＦ 膜 0.5 m², filter sizing for 2,000 L';
    const { n } = await ask(cdmo, sponsor, body, audience(cdmo, sponsor));
    await sponsor.reached(n);
    for (const words of ['过滤', '除病毒 面积', 'FILTER sizing', 'vf', 'Ｆilter', '2,000'])
      expect(await find(sponsor, words), words).toEqual([body]);
    for (const words of ['过滤 resin', 'filter%sizing', 'f_lter', '\\'])
      expect(await find(sponsor, words), words).toEqual([]);
    const [before, after] = ['2020-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z'];
    expect(await find(sponsor, '过滤', { since: before, until: after })).toEqual([body]);
    expect(await find(sponsor, '过滤', { until: before })).toEqual([]);
    expect(await find(sponsor, '过滤', { since: after })).toEqual([]);
  });

  test('answers the same whether or not a hidden text fits, follows what is edited, shared and withdrawn', async () => {
    const { sponsor, cdmo, licensee, audience } = world;
    const { ticketId, n } = await ask(sponsor, cdmo, 'Which heron wades?', audience(sponsor, cdmo));
    await sponsor.reached(n);
    await note(cdmo, ticketId, 'The heron is ours alone');
    expect(await find(cdmo, 'heron')).toEqual(['The heron is ours alone', 'Which heron wades?']);
    expect(await find(sponsor, 'heron')).toEqual(['Which heron wades?']);
    const answered = async () =>
      JSON.stringify(await licensee.calls.search.find.query({ text: 'heron', since: null, until: null }));
    expect(await answered()).toBe('{"hits":[],"more":false}');

    const share = (audienceOf: number) =>
      sponsor.calls.tickets.share.mutate({
        ...{
          commandId: newId(),
          ticketId,
          audience: audienceOf,
          history: 'whole' as const,
          reason: 'China decides too',
        },
      });
    const { hits } = await sponsor.calls.search.find.query({ text: 'heron', since: null, until: null });
    const messageId = hits[0]!.row.id;
    await share(audience(sponsor, cdmo, licensee));
    expect(await find(licensee, 'heron')).toEqual(['Which heron wades?']);
    await sponsor.calls.tickets.edit.mutate({ commandId: newId(), messageId, version: 2, body: 'Which egret wades?' });
    expect([await find(licensee, 'heron'), await find(licensee, 'egret')]).toEqual([[], ['Which egret wades?']]);
    await share(audience(sponsor, cdmo));
    expect(await find(licensee, 'egret')).toEqual([]);
    expect(await answered()).toBe('{"hits":[],"more":false}');
  });
});
