import { appendFileSync } from 'node:fs';

/** Ids as in the table of ../bench/counted.ts. */
export type CountedId =
  | ('W1' | 'W2' | 'W3' | 'W4' | 'I1')
  | ('F1' | 'F3' | 'F4' | 'F5' | 'F6' | 'F7' | 'F8' | 'F9' | 'F10' | 'F11' | 'F12' | 'F13' | 'F15')
  | ('R1' | 'R2' | 'R3' | 'R4');

/** Tells the proof how often something was tried and how often it failed. Elsewhere nobody listens. Several tellings of one id add up. */
export function tell(id: CountedId, attempts: number, failures: number): void {
  const file = process.env['CROSSFLOW_TOLD'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ id, attempts, failures })}\n`);
}
