import { isTwinStale } from '@crossflow/domain/tickets/conversation';
import type { Message } from '@crossflow/domain/tickets/ticket';
import type { Locale } from '@crossflow/i18n';
import { look } from '../kernel/look.svelte.ts';
import { languageOf } from './ticket-words.ts';

/** What a reader wants to see of a message that stands in two languages. */
export const readings = ['both', 'own', 'original'] as const;
export type Reading = (typeof readings)[number];

const KEPT_AS = 'crossflow.reading';

/** The choice of this person for every conversation, and for one conversation where they chose otherwise. */
class Readings {
  #all = $state<Reading>(isReading(localStorage.getItem(KEPT_AS)) ?? 'both');
  #of = $state<Record<string, Reading>>({});

  of(ticketId: string): Reading {
    return this.#of[ticketId] ?? isReading(sessionStorage.getItem(`${KEPT_AS}.${ticketId}`)) ?? this.#all;
  }

  get everywhere(): Reading {
    return this.#all;
  }

  /** The latest choice is also the one for conversations that are opened next. */
  choose(ticketId: string, reading: Reading): void {
    this.#of[ticketId] = reading;
    sessionStorage.setItem(`${KEPT_AS}.${ticketId}`, reading);
  }
  chooseEverywhere(ticketId: string, reading: Reading): void {
    this.#all = reading;
    localStorage.setItem(KEPT_AS, reading);
    this.choose(ticketId, reading);
  }
}

export const reading = new Readings();

export interface Shown {
  readonly original: boolean;
  readonly twin: boolean;
  readonly stale: boolean;
}

/** Of a message without a twin the original is all there is; what one reads in one's own language needs no twin. */
export function shownOf(message: Message, choice: Reading): Shown {
  const stale = isTwinStale(message);
  if (message.twin === null || choice === 'original') return { original: true, twin: false, stale };
  if (choice === 'both') return { original: true, twin: true, stale };
  const own = languageOf(message.body) === look.locale;
  return { original: own, twin: !own, stale };
}

export const otherLanguage = (language: Locale): Locale => (language === 'zh-CN' ? 'en' : 'zh-CN');

// A function, not a constant: the one object above is made while this file is still being read.
function isReading(kept: string | null): Reading | undefined {
  return readings.find((one) => one === kept);
}
