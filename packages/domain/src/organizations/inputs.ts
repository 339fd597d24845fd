import { z } from 'zod';
import { command, requiredLine } from '../record/command.ts';

export const themes = ['system', 'light', 'dark'] as const;
export const densities = ['compact', 'normal', 'comfortable'] as const;
export const locales = ['en', 'zh-CN'] as const;

export const timeZone = requiredLine(60).refine(isTimeZone, { message: 'unknown-time-zone' });
const email = z.email({ message: 'not-an-address' }).max(200);
/** A signing secret of a person: long enough to need no rules on its characters. */
const password = z.string().min(12, { message: 'too-short' }).max(200);

export const saveProfileInput = command({
  locale: z.enum(locales).optional(),
  timeZone: timeZone.optional(),
  theme: z.enum(themes).optional(),
  density: z.enum(densities).optional(),
  shortcuts: z.boolean().optional(),
});
export type SaveProfileInput = z.infer<typeof saveProfileInput>;

/** The first start of an installation without the demo world. The admin may be the operator. */
export const setupInput = z.strictObject({
  operator: z.strictObject({ name: requiredLine(120), email, password }),
  admin: z.strictObject({ name: requiredLine(120), email, password }).nullable(),
  organization: z.strictObject({
    name: requiredLine(120),
    shortName: requiredLine(30),
    monogram: requiredLine(2),
    kind: z.enum(['sponsor', 'licensee', 'cdmo']),
    city: requiredLine(80),
    timeZone,
  }),
  program: z.strictObject({ code: requiredLine(20), name: requiredLine(120) }),
});
export type SetupInput = z.infer<typeof setupInput>;

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
