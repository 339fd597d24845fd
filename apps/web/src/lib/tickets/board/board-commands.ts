import type { Ticket } from '@crossflow/domain/tickets/ticket';
import type { Group } from '@crossflow/domain/views/order';
import { m } from '@crossflow/i18n';
import type { Command } from '../../kernel/commands.svelte.ts';
import type { Selection } from '../list/selection.svelte.ts';

interface Doings {
  readonly step: (across: number, down: number) => void;
  readonly selection: Selection;
  readonly at: () => string | undefined;
  readonly all: () => readonly string[];
  readonly open: () => void;
  readonly choose: () => void;
}

/** The keys of a board of tickets. */
export function boardCommands({ step, selection, at, all, open, choose }: Doings): Command[] {
  const needsCard = () => (at() === undefined ? m.tickets_nothing_chosen() : null);
  const command = (id: string, label: () => string, keys: string, run: () => void): Command => ({
    ...{ id: `tickets.${id}`, label, group: 'here', keys, run },
    ...(['enter', 'm', 'x'].includes(keys) && { refusal: needsCard }),
  });
  return [
    command('next', m.tickets_next, 'j', () => step(0, 1)),
    command('previous', m.tickets_previous, 'k', () => step(0, -1)),
    command('down', m.tickets_next, 'arrowdown', () => step(0, 1)),
    command('up', m.tickets_previous, 'arrowup', () => step(0, -1)),
    command('right', m.views_next_column, 'arrowright', () => step(1, 0)),
    command('left', m.views_previous_column, 'arrowleft', () => step(-1, 0)),
    command('enter', m.tickets_open_it, 'enter', open),
    command('move', m.views_move_card, 'm', choose),
    command('choose', m.views_choose_row, 'x', () => {
      const id = at();
      if (id !== undefined) selection.toggle(id);
    }),
    command('choose-all', m.views_choose_all, 'mod+a', () => selection.choose(all())),
    {
      ...command('clear', m.views_choose_none, 'escape', () => selection.clear()),
      refusal: () => (selection.size === 0 ? m.views_none_chosen() : null),
    },
  ];
}

/** The card beside this one: the next of its column, or the one at the same height of the next column that holds any. */
export function stepped(
  columns: readonly Group[],
  at: string | undefined,
  across: number,
  down: number,
): Ticket | undefined {
  const filled = columns.filter(({ tickets }) => tickets.length > 0);
  const column = filled.findIndex(({ tickets }) => tickets.some(({ id }) => id === at));
  if (column === -1) return filled[0]?.tickets[0];
  const place = filled[column]?.tickets.findIndex(({ id }) => id === at) ?? 0;
  const next = filled[Math.min(filled.length - 1, Math.max(0, column + across))]?.tickets ?? [];
  return next[Math.min(next.length - 1, Math.max(0, place + down))];
}
