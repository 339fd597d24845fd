import { describe, expect, test } from 'vitest';
import {
  bits,
  camille,
  everybody,
  lixing,
  members,
  noon,
  pair,
  parties,
  person,
  raised,
  refused,
  rowOf,
  shuya,
  uuid,
} from '../tickets/test-cast.ts';
import { saveViewInput } from './inputs.ts';
import { amendView, removeView, saveView, shareView, viewRefusal, type AroundViews } from './moves.ts';
import type { View } from './view.ts';

const around: AroundViews = {
  at: noon,
  parties,
  members: [...members, { id: 'otto', partyId: 'hidden' }],
  tickets: [raised({ labels: ['resin'], audience: pair }), raised({ labels: ['filter'], audience: everybody })],
};
const saving = (over: object = {}) => ({
  ...{ commandId: uuid(), viewId: uuid(), name: 'Late filters', query: 'state=open&severity=S1', audience: pair },
  ...over,
});
const saved = (over: Partial<View> = {}): View => ({
  ...rowOf<View>(saveView(camille, saving(), around), 'view'),
  ...over,
});
const together = bits('sponsor', 'hidden');

describe('a view that companies share', () => {
  test('is of the company that saved it, and seen by those chosen', () => {
    const outcome = saveView(camille, saving(), around);
    expect(outcome.changes).toMatchObject([
      {
        kind: 'view',
        verb: 'saved',
        audience: pair,
        row: { name: 'Late filters', partyId: 'sponsor', savedBy: 'camille' },
      },
    ]);
  });

  test.each([
    ['a company that only some of the readers know', `turn=hidden`, pair, 'audience-reveals-company'],
    ["such a company's person", `assignee=otto`, pair, 'audience-reveals-company'],
    ['such a company as the raiser', `company=hidden`, everybody, 'audience-reveals-company'],
    ['such a company among those shared with', `shared=hidden`, pair, 'audience-reveals-company'],
    ['a company that all readers know', `turn=cdmo&assignee=lixing`, everybody, null],
    ['whoever reads', 'turn=us,them&assignee=me,none', everybody, null],
    ['a label that some readers never met', 'label=resin', everybody, 'label-not-shared'],
    ['a label that nobody bears', 'label=moon', pair, 'label-not-shared'],
    ['a label that all readers met', 'label=filter', everybody, null],
    ['companies that may not meet', 'state=open', everybody | bits('hidden'), 'audience-reveals-company'],
    ['not the own company', 'state=open', bits('cdmo'), 'audience-without-own-company'],
  ])('names %s: %s', (_, query, audience, reason) => {
    expect(refused(() => saveView(camille, saving({ query, audience }), around))).toBe(reason);
    if (reason === null || reason === 'audience-without-own-company') return;
    const narrow = saved({ query, audience: bits('sponsor') });
    expect(refused(() => shareView(narrow, camille, { commandId: uuid(), viewId: narrow.id, audience }, around))).toBe(
      reason,
    );
  });

  test.each([
    ['its company', camille, null],
    ['a colleague of the saver', person('julien', 'sponsor'), null],
    ['a company it is shared with', lixing, 'savers-company'],
    ['any other company', shuya, 'savers-company'],
    ['a reader', person('julien', 'sponsor', 'viewer'), 'not-your-role'],
  ])('is changed, shared and removed by %s: %s', (_, actor, reason) => {
    const view = saved();
    const { id: viewId, version } = view;
    const commandId = uuid();
    expect(viewRefusal(view, actor)).toBe(reason);
    expect(refused(() => amendView(view, actor, { commandId, viewId, version, name: 'Other' }, around))).toBe(reason);
    expect(refused(() => shareView(view, actor, { commandId, viewId, audience: everybody }, around))).toBe(reason);
    expect(refused(() => removeView(view, actor))).toBe(reason);
  });

  test('takes new filters under the version seen, if those who see it may read them', () => {
    const view = saved();
    const amending = (over: object) => ({ commandId: uuid(), viewId: view.id, version: 1, ...over });
    const { row } = amendView(view, camille, amending({ query: 'state=all' }), around).changes[0]!;
    expect(row).toMatchObject({ name: 'Late filters', query: 'state=all', version: 2 });
    expect(refused(() => amendView(view, camille, amending({ version: 2 }), around))).toBe('stale');
    expect(refused(() => amendView(view, camille, amending({ query: 'turn=hidden' }), around))).toBe(
      'audience-reveals-company',
    );
  });

  test('widened to two that know each other, and gone for whoever loses it', () => {
    const view = saved({ audience: together });
    const outcome = shareView(view, camille, { commandId: uuid(), viewId: view.id, audience: pair }, around);
    expect(outcome.changes.map(({ verb, audience }) => [verb, audience])).toEqual([
      ['widened', pair],
      ['gone', bits('hidden')],
    ]);
    expect(removeView(view, camille).changes).toMatchObject([{ verb: 'removed', row: null, audience: together }]);
  });

  test('is kept in the one form of its query', () => {
    const read = (query: string) => saveViewInput.parse(saving({ query })).query;
    expect(read('sort=-moon&severity=S2,S1,S9')).toBe('state=open&severity=S1,S2&sort=-age');
    expect(saveViewInput.safeParse(saving({ name: '  ' })).success).toBe(false);
  });
});
