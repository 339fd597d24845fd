import type { Actor } from '../access/actor.ts';
import { seatBit, type Audience } from '../access/audience.ts';
import { Refused } from '../access/refusal.ts';
import type { Change, Outcome } from '../record/change.ts';
import { raiseTicket, replyToTicket } from './conversation.ts';
import type { RaiseInput } from './inputs.ts';
import type { Message, Ticket } from './ticket.ts';

let made = 0;
export const uuid = () => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;
export const program = uuid();
export const noon = '2026-11-24T12:00:00.000Z';
export const later = '2026-11-24T14:30:00.000Z';

const seatOf = { sponsor: 4, licensee: 9, cdmo: 17, hidden: 22 } as const;
type Company = keyof typeof seatOf;
export const everybody = seatBit(4) | seatBit(9) | seatBit(17);
export const parties = Object.entries(seatOf).map(([id, seat]) => ({
  id,
  seat,
  audience: id === 'hidden' ? seatBit(22) | seatBit(4) : everybody | (id === 'sponsor' ? seatBit(22) : 0),
}));
export const members = [
  { id: 'camille', partyId: 'sponsor' },
  { id: 'julien', partyId: 'sponsor' },
  { id: 'shuya', partyId: 'licensee' },
  { id: 'lixing', partyId: 'cdmo' },
  { id: 'mingyuan', partyId: 'cdmo' },
];
export const around = { at: later, parties: parties.filter(({ id }) => id !== 'hidden'), members };

export const bits = (...companies: Company[]): Audience =>
  companies.reduce((sum, company) => sum | seatBit(seatOf[company]), 0);
export const person = (memberId: string, company: Company, role: Actor['role'] = 'contributor'): Actor => ({
  memberId,
  personId: `person of ${memberId}`,
  programId: program,
  partyId: company,
  partyKind: company,
  seat: bits(company),
  mask: bits(company),
  role,
});
export const camille = person('camille', 'sponsor');
export const shuya = person('shuya', 'licensee');
export const lixing = person('lixing', 'cdmo');
export const pair = bits('sponsor', 'cdmo');

export const raising = (over: Partial<RaiseInput> = {}): RaiseInput => ({
  commandId: uuid(),
  ticketId: uuid(),
  messageId: uuid(),
  title: 'Lactate rebound on day 9: feed or sparge?',
  category: 'TS-META',
  severity: 'S3',
  audience: pair,
  turnParty: 'sponsor',
  dueAt: null,
  body: 'Do we cut the feed?',
  mentions: [],
  fileIds: [],
  ...over,
});
export const rowOf = <R>(outcome: Outcome, kind: Change['kind']): R =>
  outcome.changes.find((change) => change.kind === kind)?.row as R;
export const raised = (over: Partial<Ticket> = {}): Ticket => ({
  ...rowOf<Ticket>(raiseTicket(lixing, raising(), 'T-7KQ4', { ...around, at: noon }), 'ticket'),
  ...over,
});
export const replying = (over: object = {}) => ({
  commandId: uuid(),
  ticketId: 'ticket',
  messageId: uuid(),
  body: 'Raise the sparge 10 %.',
  mentions: [] as string[],
  fileIds: [],
  proposed: false,
  passTo: null as string | null,
  ...over,
});
export const messageIn = (ticket: Ticket, over: Partial<Message> = {}): Message => ({
  ...rowOf<Message>(replyToTicket({ ...ticket, state: 'in-progress' }, lixing, replying(), around), 'message'),
  ...over,
});
export const refused = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    throw error;
  }
};
