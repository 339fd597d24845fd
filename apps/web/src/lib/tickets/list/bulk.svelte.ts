import type { Ticket } from '@crossflow/domain/tickets/ticket';
import { m } from '@crossflow/i18n';
import type { Live } from '../../kernel/live.svelte.ts';
import { undo } from '../../kernel/undo.ts';
import type { BulkAct } from './bulk-acts.ts';
import type { Selection } from './selection.svelte.ts';

interface Left {
  readonly id: string;
  readonly key: string;
  readonly why: string;
}

const AT_ONCE = 4;

/** One act on many tickets, each a command of its own. What is refused stays chosen and says why. */
export class Bulk {
  readonly #live: Live;
  readonly #selection: Selection;
  done = $state(0);
  total = $state(0);
  refused = $state.raw<readonly Left[]>([]);
  readonly running: boolean = $derived(this.done < this.total);

  constructor(live: Live, selection: Selection) {
    this.#live = live;
    this.#selection = selection;
  }

  /** The chosen tickets that are still here. */
  get tickets(): readonly Ticket[] {
    return [...this.#selection.ids].flatMap((id) => this.#live.get('ticket', id) ?? []);
  }

  /** `undoable`: what was done can be taken back, ticket by ticket. */
  async run(act: BulkAct, undoable: boolean): Promise<void> {
    const tickets = this.tickets;
    if (this.running || tickets.length === 0) return;
    this.refused = [];
    this.done = 0;
    this.total = tickets.length;
    const left: Left[] = [];
    const moved: string[] = [];
    await eachOf(tickets, AT_ONCE, async (ticket) => {
      const performed = await act(ticket);
      if (performed.ok) moved.push(ticket.id);
      else left.push({ id: ticket.id, key: ticket.key, why: performed.error.sentence });
      this.done += 1;
    });
    this.refused = left;
    this.#selection.choose(left.map(({ id }) => id));
    if (moved.length > 0 && undoable)
      undo.offer({ text: m.views_bulk_done({ n: moved.length }), undo: () => this.#takeBack(moved) });
  }

  forget(): void {
    this.refused = [];
  }

  async #takeBack(ids: readonly string[]): Promise<void> {
    const { undo: back } = (await import('./bulk-acts.ts')).bulkActs(this.#live);
    const left: Left[] = [];
    await eachOf(ids, AT_ONCE, async (id) => {
      const ticket = this.#live.get('ticket', id);
      if (ticket === undefined) return;
      const performed = await back(ticket);
      if (!performed.ok) left.push({ id, key: ticket.key, why: performed.error.sentence });
    });
    this.refused = left;
    if (left.length > 0) this.#selection.choose(left.map(({ id }) => id));
  }
}

async function eachOf<T>(items: readonly T[], most: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: most }, worker));
}
