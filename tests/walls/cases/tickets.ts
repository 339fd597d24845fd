import { newId } from '../story/ids.ts';
import { type Cases, of, type Slot } from './case.ts';

const ticket: Slot = { kind: 'ticket' };
const message: Slot = { kind: 'message' };
const ownUpload: Slot = {
  kind: 'file',
  fits: (row, _, as) => row['uploadedBy'] === as.memberId && row['subjectId'] === null,
};
const c = () => ({ commandId: newId() });

export const tickets: Cases = {
  raise: {
    slots: [{ kind: 'party' }, { kind: 'member', fits: of('partyId') }, ownUpload],
    fresh: ['ticket', 'message'],
    input: ({ rows: [party, member, file], fresh: [ticketId, messageId], as }) => ({
      ...c(),
      ...{
        ticketId,
        messageId,
        title: 'a title',
        category: 'TS-CELL',
        severity: 'S3',
        turnParty: party!.id,
        dueAt: null,
        body: 'a text',
      },
      ...{
        audience: as.seat | (1 << Number(party!['seat'])),
        mentions: [member!.id],
        fileIds: file === undefined ? [] : [file.id],
      },
    }),
  },
  reply: {
    slots: [ticket, { kind: 'party' }, { kind: 'member' }, ownUpload],
    fresh: ['message'],
    input: ({ rows: [row, party, member, file], fresh: [messageId] }) => ({
      ...c(),
      ...{
        ticketId: row!.id,
        messageId,
        body: 'a text',
        mentions: [member!.id],
        fileIds: file === undefined ? [] : [file.id],
        proposed: false,
        passTo: party!.id,
      },
    }),
  },
  ask: {
    slots: [ticket, { kind: 'party' }, { kind: 'member' }, ownUpload],
    fresh: ['message'],
    input: ({ rows: [row, party, member, file], fresh: [messageId] }) => ({
      ...c(),
      ...{ ticketId: row!.id, messageId, body: 'a question', mentions: [member!.id], partyId: party!.id },
      fileIds: file === undefined ? [] : [file.id],
    }),
  },
  triage: {
    slots: [ticket, { kind: 'member' }],
    input: ({ rows: [row, member] }) => ({
      ...c(),
      ...{ ticketId: row!.id, version: row!.version, category: 'TS-CELL', severity: 'S2', priority: 'high' },
      memberId: member!.id,
    }),
  },
  resolve: {
    slots: [ticket, { kind: 'message', fits: of('ticketId') }],
    input: ({ rows: [row, message] }) => ({
      ...c(),
      ...{ ticketId: row!.id, resolutionCode: 'training', rootCause: '', messageId: message!.id, answer: '' },
    }),
  },
  note: {
    slots: [ticket, { kind: 'member' }, ownUpload],
    fresh: ['message'],
    input: ({ rows: [row, member, file], fresh: [messageId] }) => ({
      ...c(),
      ticketId: row!.id,
      messageId,
      body: 'a note',
      mentions: [member!.id],
      fileIds: file === undefined ? [] : [file.id],
    }),
  },
  edit: {
    slots: [message],
    input: ({ rows: [row] }) => ({ ...c(), messageId: row!.id, version: row!.version, body: 'other words' }),
  },
  translate: {
    slots: [message],
    input: ({ rows: [row] }) => ({
      ...c(),
      messageId: row!.id,
      version: row!.version,
      twin: 'the same in other words',
    }),
  },
  react: {
    slots: [message],
    fresh: ['reaction'],
    input: ({ rows: [row], fresh: [reactionId] }) => ({ ...c(), reactionId, messageId: row!.id, mark: 'done' }),
  },
  unreact: {
    slots: [{ kind: 'reaction', fits: (row, _, as) => row['memberId'] === as.memberId }],
    input: ({ rows: [row] }) => ({ ...c(), reactionId: row!.id }),
  },
  pass: {
    slots: [ticket, { kind: 'party' }],
    input: ({ rows: [row, party] }) => ({ ...c(), ticketId: row!.id, to: party!.id }),
  },
  accept: { slots: [ticket], input: ({ rows: [row] }) => ({ ...c(), ticketId: row!.id }) },
  reject: { slots: [ticket], input: ({ rows: [row] }) => ({ ...c(), ticketId: row!.id, reason: 'a reason' }) },
  close: {
    slots: [ticket],
    input: ({ rows: [row] }) => ({ ...c(), ticketId: row!.id, resolutionCode: 'training', rootCause: '' }),
  },
  cancel: { slots: [ticket], input: ({ rows: [row] }) => ({ ...c(), ticketId: row!.id, reason: 'a reason' }) },
  reopen: {
    slots: [ticket, { kind: 'party' }],
    input: ({ rows: [row, party] }) => ({ ...c(), ticketId: row!.id, reason: 'a reason', turnParty: party!.id }),
  },
  assign: {
    slots: [ticket, { kind: 'member' }],
    input: ({ rows: [row, member] }) => ({ ...c(), ticketId: row!.id, memberId: member!.id }),
  },
  amend: {
    slots: [ticket],
    input: ({ rows: [row] }) => ({ ...c(), ticketId: row!.id, version: row!.version, title: 'another title' }),
  },
  askSeverity: { slots: [ticket], input: ({ rows: [row] }) => ({ ...c(), ticketId: row!.id, severity: 'S4' }) },
  consent: { slots: [ticket], input: ({ rows: [row] }) => ({ ...c(), ticketId: row!.id, severity: 'S4' }) },
  decline: { slots: [ticket], input: ({ rows: [row] }) => ({ ...c(), ticketId: row!.id, severity: 'S4' }) },
  watch: { slots: [ticket], input: ({ rows: [row] }) => ({ ...c(), ticketId: row!.id, watching: true }) },
  merge: {
    slots: [ticket, { kind: 'ticket', fits: (row, [first]) => row.id !== first?.id }],
    fresh: ['link'],
    input: ({ rows: [row, into], fresh: [linkId] }) => ({ ...c(), ticketId: row!.id, intoId: into!.id, linkId }),
  },
  undo: {
    slots: [ticket],
    input: ({ rows: [row] }) => ({ ...c(), ticketId: row!.id, version: Math.max(2, row!.version) }),
  },
  share: {
    slots: [ticket, { kind: 'party' }],
    input: ({ rows: [row, party], as }) => ({
      ...c(),
      ticketId: row!.id,
      audience: as.seat | (1 << Number(party!['seat'])),
      history: 'from-now-on',
      reason: 'a reason',
    }),
  },
  open: {
    slots: [ticket],
    passesOver: true,
    fresh: ['opening'],
    input: ({ rows: [row], fresh: [openingId] }) => ({ ...c(), ticketId: row!.id, openingId }),
  },
  thread: {
    slots: [ticket],
    input: ({ rows: [row] }) => ({ ticketId: row!.id }),
    shown: (answer: Record<string, { id: string }[]>) => answer,
    belongs: (kind, row, { rows: [asked] }) => kind !== 'file' && row['ticketId'] === asked!.id,
  },
  history: {
    slots: [ticket],
    input: ({ rows: [row] }) => ({ ticketId: row!.id }),
    shown: (entry: { id: string }[]) => ({ entry }),
    belongs: (_, row, { rows: [asked] }) => row['subjectId'] === asked!.id,
  },
  versions: {
    slots: [message],
    input: ({ rows: [row] }) => ({ messageId: row!.id }),
    shown: (entry: { id: string }[]) => ({ entry }),
    belongs: (_, row, { rows: [asked] }) => row['subjectId'] === asked!.id,
  },
  opened: {
    shown: (answer: Record<string, { id: string }[]>) => answer,
    belongs: (_, row, { as }) => row['memberId'] === as.memberId,
  },
  consequences: {
    slots: [ticket, { kind: 'party' }],
    input: ({ rows: [row, party] }) => ({ ticketId: row!.id, audience: 1 << Number(party!['seat']), history: 'whole' }),
  },
};
