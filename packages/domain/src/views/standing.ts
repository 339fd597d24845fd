import type { Clock } from '../clocks/clock.ts';
import { isOpen, type Ticket } from '../tickets/ticket.ts';

/** How a ticket stands with its nearest deadline; `due` within a day. */
export const clockFilters = ['breached', 'due', 'running', 'paused'] as const;
export type ClockFilter = (typeof clockFilters)[number];

/** Days since the turn came to the company that has it. */
export const ageBands = ['0-1', '1-3', '3-7', '7-'] as const;
export type AgeBand = (typeof ageBands)[number];

type Clocked = Pick<Ticket, 'state' | 'clocks' | 'dueAt'>;
const DAY_MS = 86_400_000;

/** The deadlines that still run: those of the clocks, and the date that people agreed on. The nearest first; null where none runs. */
export function nextDue({ clocks, dueAt }: Clocked): string | null {
  const running = unmet(clocks).flatMap((clock) => clock.dueAt ?? []);
  return [...running, ...(dueAt === null ? [] : [dueAt])].toSorted()[0] ?? null;
}

/** Null where no clock is set, or nobody has to move. */
export function clockStanding(ticket: Clocked, now: number): ClockFilter | null {
  if (!isOpen(ticket)) return null;
  const next = nextDue(ticket);
  if (next === null) return unmet(ticket.clocks).some(({ leftMs }) => leftMs !== null) ? 'paused' : null;
  const left = Date.parse(next) - now;
  if (left < 0) return 'breached';
  return left < DAY_MS ? 'due' : 'running';
}

export function ageBand({ turnSince }: Pick<Ticket, 'turnSince'>, now: number): AgeBand {
  const days = (now - Date.parse(turnSince)) / DAY_MS;
  if (days < 1) return '0-1';
  if (days < 3) return '1-3';
  return days < 7 ? '3-7' : '7-';
}

function unmet(clocks: Ticket['clocks']): Clock[] {
  if (clocks === null) return [];
  return [clocks.response, clocks.update, clocks.resolution].filter(
    (clock): clock is Clock => clock !== null && clock.metAt === null,
  );
}
