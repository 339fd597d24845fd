import { refusal, turnRefusal } from '@crossflow/domain/tickets/refusal';
import type { Ticket } from '@crossflow/domain/tickets/ticket';
import { m } from '@crossflow/i18n';
import type { MenuEntry } from '@crossflow/ui';
import { partyMark, shortName } from '../kernel/audience.ts';
import { refusalSentence } from '../kernel/call-error.ts';
import type { Live } from '../kernel/live.svelte.ts';
import { partiesWithin } from './tickets.live.ts';

interface Sends {
  /** Why nothing can be sent now, whatever becomes of the turn. */
  readonly why: string | null;
  readonly pass: (partyId: string) => void;
  readonly ask: (partyId: string) => void;
}

/** The ways to send a reply besides just sending it: with the turn, or as a question to another company. */
export function sendMenu(ticket: Ticket, live: Live, { why, pass, ask }: Sends): MenuEntry[] {
  const companies = partiesWithin(ticket.audience, live);
  const others = companies.filter(({ id }) => id !== live.membership.partyId);
  const whyNot = (move: 'pass' | 'ask', partyId: string) =>
    why ??
    refusalSentence(
      refusal(ticket, move, live.actor) ?? turnRefusal(partyId, ticket.audience, live.rows('party')),
      'tickets',
    );
  const passing = companies.map((party) => ({
    id: party.id,
    label: shortName(party),
    mark: partyMark(party, live),
    why: whyNot('pass', party.id),
    onpick: () => pass(party.id),
  }));
  const asking = others.map((party) => ({
    id: `ask ${party.id}`,
    label: m.tickets_ask_company({ name: shortName(party) }),
    mark: partyMark(party, live),
    why: whyNot('ask', party.id),
    onpick: () => ask(party.id),
  }));
  const line = asking.length === 0 ? [] : [{ id: 'line', separator: true as const }];
  return [{ id: 'caption', caption: m.tickets_send_and_pass() }, ...passing, ...line, ...asking];
}
