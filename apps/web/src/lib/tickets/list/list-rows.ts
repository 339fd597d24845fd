import type { Ticket } from '@crossflow/domain/tickets/ticket';
import type { Group } from '@crossflow/domain/views/order';

/** The line above a group. */
export interface Head {
  readonly id: string;
  readonly caption: string;
  readonly count: number;
}
export type ListRow = Head | Ticket;

export const isHead = (row: ListRow): row is Head => 'caption' in row;

/** What stands below each other: heads where groups have a caption, and the tickets of groups that are not folded. */
export const listRows = (
  groups: readonly Group[],
  folded: readonly string[],
  captionOf: (groupId: string) => string | null,
): ListRow[] =>
  groups.flatMap(({ id, tickets }): readonly ListRow[] => {
    const caption = captionOf(id);
    const open = folded.includes(id) ? [] : tickets;
    return caption === null ? open : [{ id, caption, count: tickets.length }, ...open];
  });
