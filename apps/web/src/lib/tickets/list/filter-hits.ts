import ArrowLeft from '@lucide/svelte/icons/arrow-left';
import Circle from '@lucide/svelte/icons/circle-dot';
import Search from '@lucide/svelte/icons/search';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import {
  filterSwitches,
  isOpenOnly,
  toggled,
  type Field,
  type FieldValue,
  type Switch,
  type TicketQuery,
} from '@crossflow/domain/views/query';
import { m } from '@crossflow/i18n';
import type { PaletteGroup, PaletteHit } from '@crossflow/ui';
import type { Live } from '../../kernel/live.svelte.ts';
import { matchRank } from '../../kernel/match.ts';
import { choicesOf, fieldWords, offeredFields, valueWord } from './filter-words.ts';

const MOST_VALUES = 12;

/** What can be chosen in the filter box: fields first, then the values of one, or at once any value that the words fit. */
export function filterGroups(words: string, field: Field | null, query: TicketQuery, live: Live): PaletteGroup[] {
  if (field !== null) {
    const back = { id: 'back', label: m.views_all_filters(), icon: ArrowLeft };
    const values = valueHits(field, query, live).filter(({ label }) => matchRank(words, [label]) > 0);
    return [
      { id: field, caption: fieldWords[field](), hits: values },
      { id: 'more', caption: m.views_more(), hits: [back] },
    ];
  }
  const switches = switchHits(query).filter(({ label }) => matchRank(words, [label]) > 0);
  if (words.trim() === '') {
    const fields = offeredFields(live).map((one) => fieldHit(one, query));
    return [{ id: 'fields', caption: m.views_filter_by(), hits: [...fields, ...switches] }];
  }
  const values = offeredFields(live).flatMap((one) =>
    valueHits(one, query, live)
      .map((hit) => ({
        hit: { ...hit, detail: fieldWords[one]() },
        rank: matchRank(words, [hit.label, fieldWords[one]()]),
      }))
      .filter(({ rank }) => rank > 0),
  );
  const best = values.toSorted((a, b) => b.rank - a.rank).slice(0, MOST_VALUES);
  const text = { id: 'text', label: m.views_filter_text({ text: words.trim() }), icon: Search };
  return [
    { id: 'values', caption: m.views_filter_by(), hits: [...best.map(({ hit }) => hit), ...switches] },
    { id: 'text', caption: m.views_words(), hits: [text] },
  ];
}

/** What a choice makes of the query; null where it only leads on. */
export function afterPick(hit: PaletteHit, words: string, query: TicketQuery): TicketQuery | null {
  if (hit.id === 'text') return { ...query, text: words.trim() };
  const [kind, field = '', ...rest] = hit.id.split(':');
  if (kind === 'switch') return { ...query, [field]: !query[field as Switch] };
  if (kind === 'value') return toggledValue(query, field as Field, rest.join(':'));
  return null;
}

/** What is open is a beginning, not a choice: the first state chosen stands alone. */
function toggledValue(query: TicketQuery, field: Field, value: string): TicketQuery {
  const from = field === 'state' && isOpenOnly(query.state) ? { ...query, state: [] } : query;
  return toggled(from, field, value as FieldValue<Field>);
}

const fieldHit = (field: Field, query: TicketQuery): PaletteHit => ({
  id: `field:${field}`,
  label: fieldWords[field](),
  icon: SlidersHorizontal,
  detail: query[field].length > 0 && !(field === 'state' && isOpenOnly(query.state)) ? m.views_set() : undefined,
});

const switchHits = (query: TicketQuery): PaletteHit[] =>
  filterSwitches.map((one) => ({ id: `switch:${one}`, label: fieldWords[one](), icon: Circle, checked: query[one] }));

function valueHits(field: Field, query: TicketQuery, live: Live): PaletteHit[] {
  const chosen: readonly string[] = field === 'state' && isOpenOnly(query.state) ? [] : query[field];
  return choicesOf(field, live).map((value) => ({
    id: `value:${field}:${value}`,
    label: valueWord(field, value, live),
    icon: Circle,
    checked: chosen.includes(value),
  }));
}
