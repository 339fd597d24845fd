import { isPrivateTo, seatBit, sees, type Audience } from '@crossflow/domain/access/audience';
import type { Party } from '@crossflow/domain/organizations/organization';
import { getLocale, m } from '@crossflow/i18n';
import type { AudienceSlot, AudienceView } from '@crossflow/ui';
import type { Live } from './live.svelte.ts';
import { inLanguage, look } from './look.svelte.ts';

const kindOrder = ['sponsor', 'licensee', 'cdmo'];
const rank = (kind: string) => (kindOrder.includes(kind) ? kindOrder.indexOf(kind) : kindOrder.length);

// Lists of companies stay the same object until one of them changes, and every row of a list asks the same of them.
const kindsOf = new WeakMap<readonly Party[], Map<string, string>>();
const viewsOf = new WeakMap<readonly Party[], Map<string, AudienceView>>();

/**
 * The kind a company is drawn as. A shape and a hue stand for one company: where two of a kind are known, the one that came
 * first keeps them and the other is a neutral hexagon, as every kind beyond the three is.
 */
export function markKind(party: Party, parties: readonly Party[]): string {
  return keptFor(kindsOf, parties, party.id, () => kindAmong(party, parties));
}

function kindAmong(party: Party, parties: readonly Party[]): string {
  const first = parties
    .filter(({ kind }) => kind === party.kind)
    .toSorted((a, b) => (a.startsAt === b.startsAt ? (a.id < b.id ? -1 : 1) : a.startsAt < b.startsAt ? -1 : 1))[0];
  return first === undefined || first.id === party.id ? party.kind : 'other';
}

/** What `PartyMark` takes: `<PartyMark {...partyMark(party, live)} />`. */
export const partyMark = (party: Party, live: Live): { kind: string; monogram: string } => ({
  kind: markKind(party, live.rows('party')),
  monogram: party.monogram,
});

/** Sponsor, licensee, CDMO, then the others by name: the order in which companies stand everywhere. */
export const inOrder = (parties: readonly Party[]): Party[] =>
  parties.toSorted(
    (a, b) => rank(markKind(a, parties)) - rank(markKind(b, parties)) || (a.shortName < b.shortName ? -1 : 1),
  );

export const shortName = (party: Party): string => inLanguage(party.shortName, party.shortNameZh);
export const fullName = (party: Party): string => inLanguage(party.name, party.nameZh);

/** One slot for every company the reader knows of, none omitted. */
export function audienceSlots(audience: Audience, parties: readonly Party[], ownPartyId: string): AudienceSlot[] {
  return inOrder(parties).map((party) => ({
    partyId: party.id,
    kind: markKind(party, parties),
    monogram: party.monogram,
    name: shortName(party),
    sees: sees(seatBit(party.seat), audience),
    own: party.id === ownPartyId,
  }));
}

/** "Visible to Exemplis and Yangben. Not visible to Shili." */
export function audienceSentence(slots: readonly AudienceSlot[], told: { internal?: boolean } = {}): string {
  const inside = slots.filter((slot) => slot.sees).map(({ name }) => name);
  const outside = slots.filter((slot) => !slot.sees).map(({ name }) => name);
  if (inside.length === 0) {
    // A need-to-know team's row: no company as a whole sees it.
    const own = slots.find((slot) => slot.own)?.name ?? '';
    return m.kernel_audience_team({ name: own });
  }
  const visible =
    told.internal === true && inside.length === 1
      ? m.kernel_audience_only({ name: inside[0] ?? '' })
      : m.kernel_audience_visible({ names: allOf(inside) });
  return outside.length === 0 ? visible : visible + m.kernel_audience_hidden({ names: anyOf(outside) });
}

/** "Exemplis + Yangben": the companies a button names. */
export const audienceNames = (audience: Audience, live: Live): string =>
  inOrder(live.rows('party'))
    .filter((party) => sees(seatBit(party.seat), audience))
    .map(shortName)
    .join(' + ');

/** What `AudienceStrip` takes, for any row: `<AudienceStrip {...audienceView(row.audience, live)} size="S" />`. */
export function audienceView(audience: Audience, live: Live): AudienceView {
  const parties = live.rows('party');
  const { partyId } = live.membership;
  const internal = isPrivateTo(audience, live.actor.mask);
  return keptFor(viewsOf, parties, `${getLocale()} ${partyId} ${audience} ${internal}`, () => {
    const slots = audienceSlots(audience, parties, partyId);
    return { slots, internal, sentence: audienceSentence(slots, { internal }) };
  });
}

function keptFor<V>(kept: WeakMap<object, Map<string, V>>, list: object, name: string, make: () => V): V {
  const all = kept.get(list) ?? new Map<string, V>();
  kept.set(list, all);
  const value = all.get(name) ?? make();
  all.set(name, value);
  return value;
}

/** The audience of a company's own private note. */
export const ownAudience = (live: Live): Audience => live.actor.seat;

const listFormats = new Map<string, Intl.ListFormat>();
function list(names: readonly string[], type: 'conjunction' | 'disjunction'): string {
  const locale = look.locale === 'en' ? 'en-GB' : look.locale;
  const name = `${locale} ${type}`;
  const format = listFormats.get(name) ?? new Intl.ListFormat(locale, { type });
  listFormats.set(name, format);
  return format.format(names);
}
export const allOf = (names: readonly string[]): string => list(names, 'conjunction');
const anyOf = (names: readonly string[]): string => list(names, 'disjunction');
