import { settled } from '@crossflow/domain/views/order';
import { nobody, type Grouping } from '@crossflow/domain/views/query';
import { m } from '@crossflow/i18n';
import { shortName } from '../../kernel/audience.ts';
import type { Live } from '../../kernel/live.svelte.ts';
import { actorOf } from '../../kernel/person.ts';
import { valueWord } from './filter-words.ts';

/** What stands over a group; null where the list has no groups. */
export function groupCaption(by: Grouping, id: string, live: Live): string | null {
  if (by === 'none') return null;
  if (by === 'turn') {
    const party = live.get('party', id);
    return id === settled || party === undefined ? m.tickets_settled() : m.tickets_turn_of({ name: shortName(party) });
  }
  if (by === 'assignee') return id === nobody ? m.views_group_nobody() : actorOf(id, live).name;
  return valueWord(by, id, live);
}
