import type { AmendInput, CloseInput, ResolveInput, TriageInput } from '@crossflow/domain/tickets/inputs';
import type { Severity } from '@crossflow/domain/reference/ticket-taxonomy';
import type { Ticket } from '@crossflow/domain/tickets/ticket';
import { m } from '@crossflow/i18n';
import { shortName } from '../kernel/audience.ts';
import type { Live, Performed } from '../kernel/live.svelte.ts';
import { actorOf } from '../kernel/person.ts';
import { undo } from '../kernel/undo.ts';
import { ticketActions } from './tickets.actions.ts';

type Said<Input> = Omit<Input, 'commandId' | 'ticketId' | 'version'>;

/** One person's acts on one ticket, each told with the way back: the line at the foot of the page, and Ctrl/Cmd+Z. */
export function undoableActions(live: Live) {
  const act = ticketActions(live);
  const told = async (ticket: Ticket, text: string, done: Promise<Performed>): Promise<Performed> => {
    const performed = await done;
    const sent = performed.ok && performed.reply !== null;
    // The server knows the act by the version that it gave the ticket.
    if (sent) undo.offer({ text, undo: () => act.undo(ticket.id, ticket.version + 1) });
    return performed;
  };
  const party = (id: string) => {
    const found = live.get('party', id);
    return found === undefined ? '' : shortName(found);
  };
  return {
    pass: (ticket: Ticket, to: string) => told(ticket, m.tickets_passed({ name: party(to) }), act.pass(ticket, to)),
    assign(ticket: Ticket, memberId: string | null) {
      const { key } = ticket;
      const text =
        memberId === null
          ? m.tickets_done_unassigned({ key })
          : m.tickets_done_assigned({ key, name: actorOf(memberId, live).name });
      return told(ticket, text, act.assign(ticket, memberId));
    },
    amend: (ticket: Ticket, fields: Said<AmendInput>) =>
      told(ticket, m.tickets_done_amended({ key: ticket.key }), act.amend(ticket, fields)),
    triage: (ticket: Ticket, sorted: Said<TriageInput>) =>
      told(ticket, m.tickets_done_triaged({ key: ticket.key }), act.triage(ticket, sorted)),
    askSeverity: (ticket: Ticket, severity: Severity) =>
      told(ticket, m.tickets_done_severity_asked(), act.askSeverity(ticket, severity)),
    consent: (ticket: Ticket, to: Severity) => told(ticket, m.tickets_done_consented({ to }), act.consent(ticket, to)),
    decline: (ticket: Ticket, severity: Severity) =>
      told(ticket, m.tickets_done_declined({ to: ticket.severity }), act.decline(ticket, severity)),
    accept: (ticket: Ticket) => told(ticket, m.tickets_done_accepted(), act.accept(ticket)),
    reject: (ticket: Ticket, reason: string) => told(ticket, m.tickets_done_rejected(), act.reject(ticket, reason)),
    resolve: (ticket: Ticket, how: Said<ResolveInput>) =>
      told(ticket, m.tickets_done_resolved({ key: ticket.key }), act.resolve(ticket, how)),
    close: (ticket: Ticket, how: Said<CloseInput>) =>
      told(ticket, m.tickets_done_closed({ key: ticket.key }), act.close(ticket, how)),
    cancel: (ticket: Ticket, reason: string) =>
      told(ticket, m.tickets_done_cancelled({ key: ticket.key }), act.cancel(ticket, reason)),
    reopen: (ticket: Ticket, reason: string, to: string) =>
      told(ticket, m.tickets_done_reopened({ key: ticket.key }), act.reopen(ticket, reason, to)),
    watch(ticket: Ticket, watching: boolean) {
      const { key } = ticket;
      const text = watching ? m.tickets_done_watched({ key }) : m.tickets_done_unwatched({ key });
      return told(ticket, text, act.watch(ticket, watching));
    },
  };
}
