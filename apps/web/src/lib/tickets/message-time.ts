import type { Party } from '@crossflow/domain/organizations/organization';
import { clock, day, timeOfDay } from '../kernel/clock.svelte.ts';

/** When something was written: where its author is, and where the reader is if their clocks differ. */
export function writtenAt(at: string, author: Party | undefined, reader: Party | undefined): string {
  const own = timeOfDay(at, reader?.timeZone);
  const there = author === undefined ? own : timeOfDay(at, author.timeZone);
  const date = day(at, reader?.timeZone);
  const today = date === day(clock.now, reader?.timeZone);
  const times = there === own ? own : `${there} ${author?.city ?? ''}, ${own} ${reader?.city ?? ''}`;
  return today ? times : `${date}, ${times}`;
}
