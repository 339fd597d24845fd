import type { Kind } from '@crossflow/domain/record/rows';
import type { PaletteGroup, PaletteHit } from '@crossflow/ui';
import { m } from '@crossflow/i18n';
import ChevronRight from '@lucide/svelte/icons/chevron-right';
import Search from '@lucide/svelte/icons/search';
import { audienceView } from '#lib/kernel/audience.ts';
import { commands, type Command } from '#lib/kernel/commands.svelte.ts';
import type { Hit } from '#lib/kernel/feature.ts';
import { printed } from '#lib/kernel/keys.ts';
import type { Live } from '#lib/kernel/live.svelte.ts';
import type { TextHit } from '#lib/kernel/search/text-search.svelte.ts';
import { matchRank } from '#lib/kernel/match.ts';
import { allFeatures, kindIcon } from '#lib/kernel/registry.ts';

/** A prefix narrows the search to one kind; `>` to commands. */
const scopes: Readonly<Record<string, string>> = { '#': 'ticket', '@': 'member', '/': 'document', '!': 'batch' };
const SHOWN = 12;
const TEXTS_SHOWN = 6;

/** What can be opened or done for a query. Ids say which: `hit:<path>` or `run:<command>`. */
export function paletteGroups(query: string, live: Live, all: readonly Command[]): PaletteGroup[] {
  const prefix = query.slice(0, 1);
  const scope = (scopes[prefix] ?? null) as Kind | null;
  const onlyCommands = prefix === '>';
  const words = scope !== null || onlyCommands ? query.slice(1).trim() : query.trim();
  const objects = onlyCommands || (words === '' && scope === null) ? [] : objectsFor(words, scope, live);
  return [
    { id: 'objects', caption: m.kernel_palette_objects(), hits: objects.map((hit) => objectHit(hit, live)) },
    {
      id: 'commands',
      caption: m.kernel_palette_commands(),
      hits: scope === null ? commandHits(words, all, onlyCommands ? all.length : SHOWN) : [],
    },
  ];
}

/** Texts in which the words stand, and the page that shows all of them. */
export function textGroup(query: string, texts: readonly TextHit[], live: Live): PaletteGroup[] {
  if (query.trim() === '' || texts.length === 0) return [];
  const hits = texts.slice(0, TEXTS_SHOWN).map((hit) => ({
    id: `hit:${hit.href}`,
    label: hit.snippet.text,
    icon: hit.icon,
    detail: hit.title,
    audience: audienceView(hit.audience, live),
  }));
  const all = {
    id: `hit:/search?q=${encodeURIComponent(query.trim())}`,
    label: m.search_all({ text: query.trim() }),
    icon: Search,
  };
  return [{ id: 'texts', caption: m.search_texts(), hits: [...hits, all] }];
}

function objectsFor(words: string, scope: Kind | null, live: Live): Hit[] {
  return allFeatures()
    .flatMap((feature) => feature.search?.(words, scope, live) ?? [])
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, SHOWN);
}

function objectHit(hit: Hit, live: Live): PaletteHit {
  return {
    id: `hit:${live.href(hit.path)}`,
    label: hit.title,
    icon: kindIcon(hit.kind),
    detail: hit.detail,
    mono: hit.key ?? undefined,
    audience: audienceView(hit.audience, live),
  };
}

function commandHits(words: string, all: readonly Command[], most: number): PaletteHit[] {
  return all
    .map((command) => ({ command, rank: matchRank(words, [command.label()]) }))
    .filter(({ command, rank }) => rank > 0 && command.id !== 'palette' && command.id !== 'find')
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, most)
    .map(({ command }) => ({
      id: `run:${command.id}`,
      label: command.label(),
      icon: command.icon ?? ChevronRight,
      kbd: printed(commands.keysOf(command.id) ?? '').join(' ') || undefined,
      detail: command.refusal?.() ?? undefined,
    }));
}
