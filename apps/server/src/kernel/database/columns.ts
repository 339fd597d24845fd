import { customType } from 'drizzle-orm/pg-core';

/** An instant: `timestamptz` in Postgres, an ISO 8601 string in UTC with milliseconds here. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamptz(3)',
  toDriver: (value) => value,
  fromDriver: (value) => new Date(value).toISOString(),
});
