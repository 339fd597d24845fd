import { newId } from '../story/ids.ts';
import type { Cases } from './case.ts';
import { documents } from './documents.ts';
import { manufacturing } from './manufacturing.ts';
import { tickets } from './tickets.ts';
import { views } from './views.ts';

/** What the story's questions say. */
const FOUND = 'question, edited';
const c = () => ({ commandId: newId() });

const organizations: Cases = {
  installation: { door: 'public' },
  me: { door: 'person' },
  saveProfile: { door: 'person', input: () => ({ ...c(), density: 'normal' }) },
  endMember: {
    slots: [{ kind: 'member', fits: (row, _, as) => row['partyId'] !== as.partyId }],
    input: ({ rows: [row] }) => ({ ...c(), memberId: row!.id }),
  },
  calendar: {
    slots: [{ kind: 'party' }],
    input: ({ rows: [row] }) => ({
      ...c(),
      ...{ partyId: row!.id, version: row!.version, timeZone: 'UTC', holidays: ['2026-12-25'], workdays: [] },
      workingHours: { from: '09:00', to: '17:00', days: [1, 2, 3, 4, 5] },
    }),
  },
  setup: {
    door: 'public',
    input: () => ({
      operator: { name: 'Nobody', email: 'nobody@nowhere.example', password: 'long enough to be one' },
      admin: null,
      organization: {
        name: 'Nowhere',
        shortName: 'Nowhere',
        monogram: 'N',
        kind: 'sponsor',
        city: 'Nowhere',
        timeZone: 'UTC',
      },
      program: { code: 'NO-1', name: 'None' },
    }),
  },
};

const record: Cases = {
  activity: {
    input: () => ({}),
    shown: (lines: { entry: { id: string } | null }[]) => ({ entry: lines.flatMap(({ entry }) => entry ?? []) }),
  },
  ledger: {
    input: () => ({ after: 0 }),
    shown: ({ lines }: { lines: { entry: { id: string } | null }[] }) => ({
      entry: lines.flatMap(({ entry }) => entry ?? []),
    }),
  },
};

/** One case for every procedure there is. A feature's name here is its name in the router. */
export const cases: Readonly<Record<string, Cases>> = {
  demo: { cast: { door: 'public' } },
  organizations,
  record,
  tickets,
  clocks: {
    held: {
      input: () => ({ month: new Date().toISOString().slice(0, 7) }),
      shown: (held: { partyId: string }[]) => ({ party: held.map(({ partyId }) => ({ id: partyId })) }),
    },
  },
  views,
  documents,
  manufacturing,
  mail: { list: { door: 'operator' } },
  notifications: {
    objects: {
      slots: [{ kind: 'ticket' }],
      input: ({ rows: [row] }) => ({ kind: 'ticket', ids: [row!.id] }),
      shown: ({ rows, parties }: Record<'rows' | 'parties', { id: string }[]>) => ({ ticket: rows, party: parties }),
      belongs: (kind, row, { rows: [asked] }) => kind === 'party' || row.id === asked!.id,
    },
    mark: {
      slots: [{ kind: 'notification' }],
      passesOver: true,
      input: ({ rows: [row] }) => ({ ...c(), ids: [row!.id], state: 'read' }),
    },
    snooze: {
      slots: [{ kind: 'notification' }],
      passesOver: true,
      input: ({ rows: [row] }) => ({ ...c(), ids: [row!.id], until: null }),
    },
    mute: {
      slots: [{ kind: 'ticket' }],
      passesOver: true,
      input: ({ rows: [row] }) => ({ ...c(), subjectId: row!.id, muted: false }),
    },
  },
  // A person's own, whatever rows there are.
  preferences: { all: {}, keep: { input: () => ({ ...c(), name: 'tickets.view', value: 'ours' }) } },
  search: {
    find: {
      input: () => ({ text: FOUND, since: null, until: null }),
      shown: ({ hits }: { hits: { kind: string; row: { id: string } }[] }) =>
        Object.fromEntries(
          [...Map.groupBy(hits, ({ kind }) => kind)].map(([kind, some]) => [kind, some.map(({ row }) => row)]),
        ),
      belongs: (kind, row) => kind === 'message' && [row['body'], row['twin']].join(' ').toLowerCase().includes(FOUND),
    },
  },
  files: {
    attached: {
      slots: [{ kind: 'message' }],
      input: ({ rows: [row] }) => ({ kind: 'message', ids: [row!.id] }),
      shown: (file: { id: string }[]) => ({ file }),
      belongs: (_, row, { rows: [asked] }) => row['subjectId'] === asked!.id,
    },
  },
  links: {
    link: {
      slots: [{ kind: 'ticket' }, { kind: 'batch' }],
      fresh: ['link'],
      input: ({ rows: [from, to], fresh: [linkId] }) => ({
        ...c(),
        linkId,
        from: { kind: 'ticket', id: from!.id },
        to: { kind: 'batch', id: to!.id },
      }),
    },
    unlink: { slots: [{ kind: 'link' }], input: ({ rows: [row] }) => ({ ...c(), linkId: row!.id }) },
  },
};
