import { resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error.ts';

const optionalUrl = (protocols: readonly string[]) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
      message: `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    })
    .optional();
const port = z.coerce
  .number()
  .int('must be a whole number')
  .min(0, 'must be 0 to 65535')
  .max(65_535, 'must be 0 to 65535');
const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((value) => value === '1');

/** Every setting, its default and its form. The README's table lists the same names. */
const settings = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: optionalUrl(['postgres:', 'postgresql:']),
  REDIS_URL: optionalUrl(['redis:', 'rediss:']),
  STORAGE_URL: optionalUrl(['s3:', 'file:']),
  SMTP_URL: optionalUrl(['smtp:', 'smtps:']),
  MAIL_FROM: z.string().min(3).default('Crossflow <crossflow@localhost>'),
  APP_URL: optionalUrl(['http:', 'https:']),
  DEMO: flag.default(true),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  METRICS_PORT: port.optional(),
});

export type Config = Readonly<z.infer<typeof settings>>;

export const CONFIG = Symbol('config');

/** Reads the settings from the environment; throws one StartError that lists every wrong one. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse(given);
  if (parsed.success) return { ...parsed.data, DATA_DIR: resolve(startDirectory(environment), parsed.data.DATA_DIR) };
  const problems = parsed.error.issues.map((issue) => {
    const name = issue.path.join('.');
    return `  ${name}=${given[name] ?? ''}: ${issue.message}`;
  });
  throw new StartError(
    'settings-wrong',
    `These settings are wrong; correct them and start again:\n${problems.join('\n')}`,
  );
}

/** Where people find this installation: APP_URL, or the address it listens on. */
export function publicAddress({ APP_URL, HOST, PORT }: Config, port = PORT): string {
  return APP_URL?.replace(/\/+$/, '') ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`;
}

// npm sets INIT_CWD to where the person typed the command, so that a relative DATA_DIR means what they see.
const startDirectory = (environment: Readonly<Record<string, string | undefined>>) =>
  environment['INIT_CWD'] ?? process.cwd();
