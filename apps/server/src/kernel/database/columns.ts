import { customType } from 'drizzle-orm/pg-core';

/** An instant: `timestamptz` in Postgres, an ISO 8601 string in UTC with milliseconds here. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamptz(3)',
  toDriver: (value) => value,
  fromDriver: isoOf,
});

const inUtc = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00$/;

/** An instant as Postgres writes it, in ISO form; one that is written in UTC, as nearly all are, needs no reckoning. */
export function isoOf(written: string): string {
  const parts = inUtc.exec(written);
  if (parts === null) return new Date(written).toISOString();
  const [, day, time, fraction = ''] = parts;
  return `${day}T${time}.${fraction.padEnd(3, '0')}Z`;
}
