import type { Party } from '@crossflow/domain/organizations/organization';

const PARAMETER = 'as';

/** The company that the address's word was found to mean, and how much the reader had before them then. */
export interface FoundLens {
  readonly memberId: string;
  readonly word: string;
  readonly party: Party;
  readonly items: number;
}

class Lens {
  found = $state.raw<FoundLens | null>(null);

  /** The company to see as; null in one's own view, and until the word of the address is known to mean one. */
  of(memberId: string, word: string | null): FoundLens | null {
    return word !== null && this.found?.word === word && this.found.memberId === memberId ? this.found : null;
  }
}
export const lens = new Lens();

/** What an address calls a company: its monogram, or its id where two companies share one. */
export function lensWord({ id, monogram }: Party, parties: readonly Party[]): string {
  const twins = parties.some((other) => other.id !== id && other.monogram.toLowerCase() === monogram.toLowerCase());
  return twins ? id : monogram;
}

/** The company that an address asks to see as; undefined where the reader knows of none by that word. */
export function lensNamed(word: string, parties: readonly Party[]): Party | undefined {
  const said = word.toLowerCase();
  return parties.find((party) => party.id === said || lensWord(party, parties).toLowerCase() === said);
}

export const askedLens = (asked: Pick<URLSearchParams, 'get'>): string | null => asked.get(PARAMETER);

/** The same page, seen as a company. */
export function withLens(address: string, lens: Party, parties: readonly Party[]): string {
  const url = new URL(address, location.origin);
  url.searchParams.set(PARAMETER, lensWord(lens, parties));
  return url.pathname + url.search + url.hash;
}

/** The same page, in one's own view. */
export function withoutLens(address: string): string {
  const url = new URL(address, location.origin);
  url.searchParams.delete(PARAMETER);
  return url.pathname + url.search + url.hash;
}
