import { seatBit, sees, type Audience } from '@crossflow/domain/access/audience';
import type { Party } from '@crossflow/domain/organizations/organization';
import { linesOf, parseMarkup } from '@crossflow/domain/tickets/markup';
import { inOrder } from '../audience.ts';
import { decoded } from '../decoded.ts';
import type { Pointed } from '../feature.ts';
import type { Live } from '../live.svelte.ts';
import { anyNamed, pointedAt } from '../registry.ts';

/** What these companies cannot open, though they read of it. */
export interface Beyond {
  readonly parties: readonly Party[];
  readonly labels: readonly string[];
}

/** What a text points to that some of its readers cannot open, as far as the writer sees it: by the companies that cannot. */
export function beyondReaders(text: string, audience: Audience, live: Live): Beyond[] {
  const readers = inOrder(live.rows('party')).filter(
    ({ id, seat }) => id !== live.membership.partyId && sees(seatBit(seat), audience),
  );
  const found = new Map<string, { parties: readonly Party[]; labels: Set<string> }>();
  for (const { label, audience: own } of pointedIn(text, live)) {
    const parties = readers.filter(({ seat }) => !sees(seatBit(seat), own));
    if (parties.length === 0) continue;
    const name = parties.map(({ id }) => id).join();
    const present = found.get(name) ?? { parties, labels: new Set() };
    found.set(name, { parties, labels: present.labels.add(label) });
  }
  return [...found.values()].map(({ parties, labels }) => ({ parties, labels: [...labels] }));
}

/** Keys and numbers are words with a sign or a digit in them. */
const WORD = /[0-9a-z]+(?:-[0-9a-z]+)+|[a-z]*\d[0-9a-z]*/gi;

function pointedIn(text: string, live: Live): Pointed[] {
  return parseMarkup(text).flatMap((block) => {
    const spans = block.kind === 'code' ? [{ text: block.text, link: undefined }] : linesOf(block).flat();
    return spans.flatMap(({ text: words, link }) =>
      link === undefined
        ? [...words.matchAll(WORD)].flatMap(([word]) => pointedAt(word, '', live) ?? [])
        : (ledTo(link, live) ?? []),
    );
  });
}

/** Where an address of this program leads: its last part that names something, with what follows it. */
function ledTo(link: string, live: Live): Pointed | null {
  const home = location.origin + live.href('/');
  if (link.startsWith('#')) return pointedAt('', link, live);
  if (!link.startsWith(home)) return null;
  const [path = ''] = link.slice(home.length).split(/[?#]/);
  const parts = path.split('/');
  const byId = parts[0] === 'o' ? anyNamed(parts[1] ?? '', live) : null;
  if (byId !== null) return { label: byId.key ?? byId.title, audience: byId.audience };
  for (const [place, part] of [...parts.entries()].toReversed()) {
    const rest = link.slice(home.length + parts.slice(0, place + 1).join('/').length);
    const found = pointedAt(decoded(part), rest, live);
    if (found !== null) return found;
  }
  return null;
}
