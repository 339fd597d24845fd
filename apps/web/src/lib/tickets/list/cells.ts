import type { TicketMove } from '@crossflow/domain/tickets/refusal';
import { m } from '@crossflow/i18n';

/** A cell of a line that is changed where it stands: by its own press, and by a key on the row. */
export interface Cell {
  readonly id: 'assignee' | 'priority' | 'labels' | 'due';
  readonly label: () => string;
  readonly move: TicketMove;
  readonly keys: string;
}

/** The keys that a ticket's own page has for the same properties. */
export const cells: readonly Cell[] = [
  { id: 'assignee', label: m.tickets_change_assignee, move: 'assign', keys: 'a' },
  { id: 'priority', label: m.tickets_change_priority, move: 'amend', keys: 'p' },
  { id: 'labels', label: m.tickets_change_labels, move: 'label', keys: 'l' },
  { id: 'due', label: m.tickets_change_due, move: 'amend', keys: 'shift+d' },
];
