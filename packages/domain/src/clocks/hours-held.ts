import type { Holding } from '../tickets/ticket.ts';
import { dateAt, startOfDate, workingBetween } from './calendar.ts';
import type { PartyCalendar } from './ticket-clocks.ts';

/** How long one company had the turn: by the wall clock, and of its own working time. Milliseconds. */
export interface Held {
  readonly partyId: string;
  readonly elapsedMs: number;
  readonly workingMs: number;
}

type Span = Pick<Holding, 'partyId' | 'since' | 'until'>;

/** The hours each company held the turn, over these holdings; one that still lasts counts until now. Months are the company's own. */
export function hoursHeld(
  holdings: readonly Span[],
  parties: readonly PartyCalendar[],
  now: number,
  month?: string,
): Held[] {
  const byParty = Map.groupBy(holdings, ({ partyId }) => partyId);
  return parties.flatMap((party) => {
    const own = byParty.get(party.id);
    return own === undefined
      ? []
      : [summed(own, party, now, month === undefined ? ALL_TIME : monthOf(month, party.timeZone))];
  });
}

/** The month of an instant in a zone: `2026-11`. */
export const monthAt = (at: number, timeZone: string): string => dateAt(at, timeZone).slice(0, 7);

const ALL_TIME: readonly [number, number] = [-Infinity, Infinity];

/** The beginning and end of a month such as `2026-11` in a zone, in milliseconds. */
function monthOf(month: string, timeZone: string): readonly [number, number] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
  return [startOfDate(`${month}-01`, timeZone), startOfDate(next, timeZone)];
}

function summed(
  spans: readonly Span[],
  party: PartyCalendar,
  now: number,
  [start, end]: readonly [number, number],
): Held {
  let [elapsedMs, workingMs] = [0, 0];
  for (const { since, until } of spans) {
    const from = Math.max(start, Date.parse(since));
    const to = Math.min(end, until === null ? now : Date.parse(until));
    if (to <= from) continue;
    elapsedMs += to - from;
    workingMs += workingBetween(party, from, to);
  }
  return { partyId: party.id, elapsedMs, workingMs };
}
