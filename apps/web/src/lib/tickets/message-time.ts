import type { Party } from '@crossflow/domain/organizations/organization';
import { m } from '@crossflow/i18n';
import { turnAge } from '../kernel/clock-words.ts';
import { age, clock, day, timeOfDay } from '../kernel/clock.svelte.ts';

/** When something was written: where its author is, and where the reader is if their clocks differ. */
export function writtenAt(at: string, author: Party | undefined, reader: Party | undefined): string {
  const own = timeOfDay(at, reader?.timeZone);
  const there = author === undefined ? own : timeOfDay(at, author.timeZone);
  const date = day(at, reader?.timeZone);
  const today = date === day(clock.now, reader?.timeZone);
  const times = there === own ? own : `${there} ${author?.city ?? ''}, ${own} ${reader?.city ?? ''}`;
  return today ? times : `${date}, ${times}`;
}

const MINUTE_MS = 60_000;
const isFresh = (instant: string): boolean => clock.now - Date.parse(instant) < MINUTE_MS;

/** How long something has waited: "for 2 h". */
export const waited = (since: string): string =>
  isFresh(since) ? m.tickets_since_now() : m.tickets_for({ age: turnAge(since) });

/** "last 2 h ago", for who has seen something. */
export const lastSeen = (instant: string): string =>
  isFresh(instant) ? m.tickets_now() : m.tickets_last_ago({ age: age(instant) });
