import { Refused, type Refusal } from './refusal.ts';

/** The integer of seats that may see a row: bit `s` is set where seat `s` (0–30) sees it. */
export type Audience = number;

export const HIGHEST_SEAT = 30;

/** A seat holder as far as visibility goes: its seat number, and the audience that may know of it at all. */
export interface Seated {
  readonly seat: number;
  readonly audience: Audience;
}

export const seatBit = (seat: number): Audience => 1 << seat;
export const seats = (...holders: readonly Pick<Seated, 'seat'>[]): Audience =>
  holders.reduce((audience, { seat }) => audience | seatBit(seat), 0);
export const sees = (mask: Audience, audience: Audience): boolean => (audience & mask) !== 0;
export const isWithin = (child: Audience, parent: Audience): boolean => (child & ~parent) === 0;
export const widens = (before: Audience, next: Audience): boolean => (next & ~before) !== 0;
export const isPrivateTo = (audience: Audience, mask: Audience): boolean => audience !== 0 && isWithin(audience, mask);

/**
 * Why an audience may not be set by this actor, or null. `parties` are those the actor knows of.
 * Two companies that must not learn of each other never share a row: either would meet the other's name in it.
 */
export function audienceRefusal(
  audience: Audience,
  actor: { readonly mask: Audience },
  parties: readonly Seated[],
  parent: Audience = ~0,
): Refusal | null {
  if (!sees(actor.mask, audience)) return 'audience-without-own-company';
  if (!isWithin(audience, parent)) return 'audience-wider-than-parent';
  const inside = parties.filter((party) => sees(seatBit(party.seat), audience));
  const known = seats(...inside);
  if (!isWithin(audience & ~actor.mask, known)) return 'audience-reveals-company';
  return inside.every((party) => isWithin(known, party.audience)) ? null : 'audience-reveals-company';
}

/**
 * Why what names these companies may not be shown to an audience, or null: whoever gains a row reads who had a part in it.
 * `parties` are those the actor knows of.
 */
export function namesRefusal(
  partyIds: Iterable<string>,
  audience: Audience,
  parties: readonly (Seated & { readonly id: string })[],
): Refusal | null {
  const named = new Set(partyIds);
  const shown = seats(...parties.filter((party) => sees(seatBit(party.seat), audience)));
  const told = parties.filter(({ id }) => named.has(id));
  return told.every((party) => isWithin(shown, party.audience)) ? null : 'audience-reveals-company';
}

/** Throws `audience-wider-than-parent` where a child would be seen by somebody its parent is hidden from. */
export function requireWithin(child: Audience, parent: Audience): void {
  if (!isWithin(child, parent)) throw new Refused('audience-wider-than-parent');
}
