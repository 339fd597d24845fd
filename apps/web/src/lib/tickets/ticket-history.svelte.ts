import type { Entry } from '@crossflow/domain/record/entry';
import type { Message } from '@crossflow/domain/tickets/ticket';
import { calls } from '../kernel/calls.ts';
import type { Live } from '../kernel/live.svelte.ts';

/** What happened to a ticket besides what was written: read once, then grown by what arrives. */
export class TicketHistory {
  readonly #ticketId: string;
  readonly #live: Live;
  #read = $state.raw<readonly Entry[]>([]);

  constructor(ticketId: string, live: Live) {
    this.#ticketId = ticketId;
    this.#live = live;
    void this.#fetch();
  }

  get entries(): readonly Entry[] {
    const known = new Set(this.#read.map(({ id }) => id));
    const arrived = this.#live.recent.filter(({ id, subjectId }) => subjectId === this.#ticketId && !known.has(id));
    return [...this.#read, ...arrived.toReversed()].filter(({ verb }) => !SAID_BY_A_MESSAGE.has(verb));
  }

  /** Without a connection the conversation stands alone; what follows still arrives. */
  async #fetch(): Promise<void> {
    this.#read = await calls.tickets.history.query({ ticketId: this.#ticketId }).catch(() => []);
  }
}

export interface TimelinePart {
  readonly id: string;
  readonly message: Message | null;
  readonly entries: readonly Entry[];
}

/** Messages in order, with the runs of other events between them. */
export function timeline(messages: readonly Message[], entries: readonly Entry[]): TimelinePart[] {
  const spoken = new Set(messages.map(({ at }) => at));
  const quiet = entries.filter((entry) => entry.verb !== 'passed' || !spoken.has(entry.at));
  const all = [
    ...messages.map((message) => ({ at: message.at, message, entry: null })),
    ...quiet.map((entry) => ({ at: entry.at, message: null, entry })),
  ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const parts: { id: string; message: Message | null; entries: Entry[] }[] = [];
  for (const { message, entry } of all) {
    const last = parts.at(-1);
    if (message !== null) parts.push({ id: message.id, message, entries: [] });
    else if (last !== undefined && last.message === null) last.entries.push(entry);
    else parts.push({ id: entry.id, message: null, entries: [entry] });
  }
  return parts;
}

const SAID_BY_A_MESSAGE = new Set(['raised', 'replied', 'proposed', 'gone']);
