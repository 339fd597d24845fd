import { m } from '@crossflow/i18n';
import type { Command } from '../../kernel/commands.svelte.ts';
import { cells, type Cell } from './cells.ts';
import type { Selection } from './selection.svelte.ts';

interface Doings {
  readonly move: (step: 1 | -1, extend?: boolean) => void;
  readonly selection: Selection;
  /** The row that the keys are at. */
  readonly at: () => string | undefined;
  readonly order: () => readonly string[];
  readonly open: () => void;
  readonly search: () => void;
  readonly filter: () => void;
  /** A board has keys of its own for moving about. */
  readonly board: boolean;
  /** Opens a cell of the row that the keys are at; null where rows have none, or several are chosen. */
  readonly edit: ((cell: Cell) => void) | null;
  /** Why that row's cell may not be changed. */
  readonly whyNot: (cell: Cell) => string | null;
}

/** The keys of a list of tickets. */
export function listCommands(doings: Doings): Command[] {
  const { move, selection, at, order, open, search, filter, board } = doings;
  const needsRow = () => (at() === undefined ? m.tickets_nothing_chosen() : null);
  const withRow = (run: (id: string) => void) => () => {
    const id = at();
    if (id !== undefined) run(id);
  };
  const finding: Command[] = [
    { id: 'tickets.search', label: m.tickets_search, group: 'here', keys: 'f', run: search },
    { id: 'tickets.filter', label: m.views_filter, group: 'here', keys: 'shift+f', run: filter },
  ];
  if (board) return finding;
  return [
    ...finding,
    ...editing(doings),
    { id: 'tickets.next', label: m.tickets_next, group: 'here', keys: 'j', run: () => move(1) },
    { id: 'tickets.previous', label: m.tickets_previous, group: 'here', keys: 'k', run: () => move(-1) },
    { id: 'tickets.enter', label: m.tickets_open_it, group: 'here', keys: 'enter', refusal: needsRow, run: open },
    {
      id: 'tickets.choose',
      label: m.views_choose_row,
      group: 'here',
      keys: 'x',
      refusal: needsRow,
      run: withRow((id) => selection.toggle(id)),
    },
    { id: 'tickets.extend', label: m.views_choose_next, group: 'here', keys: 'shift+j', run: () => move(1, true) },
    {
      id: 'tickets.extend-back',
      label: m.views_choose_previous,
      group: 'here',
      keys: 'shift+k',
      run: () => move(-1, true),
    },
    {
      id: 'tickets.choose-all',
      label: m.views_choose_all,
      group: 'here',
      keys: 'mod+a',
      run: () => selection.choose(order()),
    },
    {
      id: 'tickets.clear',
      label: m.views_choose_none,
      group: 'here',
      keys: 'escape',
      refusal: () => (selection.size === 0 ? m.views_none_chosen() : null),
      run: () => selection.clear(),
    },
  ];
}

function editing({ edit, whyNot }: Doings): Command[] {
  if (edit === null) return [];
  return cells.map((cell) => ({
    id: `tickets.cell-${cell.id}`,
    label: cell.label,
    group: 'here',
    keys: cell.keys,
    refusal: () => whyNot(cell),
    run: () => edit(cell),
  }));
}
