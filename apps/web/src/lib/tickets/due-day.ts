/** The day of an instant in the reader's own zone, as a date field wants it; empty where there is none. */
export function dayOf(instant: string | null): string {
  if (instant === null) return '';
  const due = new Date(instant);
  return [due.getFullYear(), due.getMonth() + 1, due.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Due by the end of the working day, where the reader is. */
export const dueOn = (day: string): string | null => (day === '' ? null : new Date(`${day}T17:30:00`).toISOString());
