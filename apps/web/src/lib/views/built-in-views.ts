import { builtInQuery, builtInViews as ids, type BuiltInView } from '@crossflow/domain/views/built-in';
import { m } from '@crossflow/i18n';

const words: Readonly<Record<BuiltInView, () => string>> = {
  open: m.tickets_filter_open,
  ours: m.tickets_filter_ours,
  theirs: m.tickets_filter_theirs,
  mine: m.views_mine,
  breaching: m.views_breaching,
  unassigned: m.views_unassigned,
  support: m.views_support,
  closed: m.tickets_filter_closed,
  all: m.tickets_filter_all,
};

/** The views that everybody has, in the reader's language. */
export const builtInViews = () =>
  ids.map((id) => ({ id: id as string, name: words[id](), query: builtInQuery[id], builtIn: true }));
