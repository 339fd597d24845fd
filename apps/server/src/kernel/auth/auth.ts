import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { type Config, publicAddress } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import type { Outbox } from '../mail/outbox.ts';
import { accountTable, personTable, rateLimitTable, sessionTable, verificationTable } from './auth.table.ts';

export const AUTH = Symbol('auth');
export type Auth = ReturnType<typeof createAuth>;

const DAY_SECONDS = 86_400;
export const PASSWORD_LENGTH = 12;

/** Accounts, sessions and their rate limits. Nobody signs up by themselves: people are invited, or made by the first start. */
export function createAuth(database: Database, config: Config, secret: string, outbox: Outbox) {
  const schema = {
    user: personTable,
    session: sessionTable,
    account: accountTable,
    verification: verificationTable,
    rateLimit: rateLimitTable,
  };
  const secure = config.APP_URL?.startsWith('https:') ?? false;
  return betterAuth({
    appName: 'Crossflow',
    basePath: '/auth',
    ...(config.APP_URL === undefined ? {} : { baseURL: config.APP_URL }),
    secret,
    database: drizzleAdapter(database.accounts(), { provider: 'pg', schema }),
    trustedOrigins: (request) => (request === undefined ? [] : [new URL(request.url).origin]),
    emailAndPassword: passwords(outbox, publicAddress(config)),
    session: { expiresIn: 7 * DAY_SECONDS, updateAge: DAY_SECONDS },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 300,
      customRules: {
        '/sign-in/email': { window: 60, max: config.DEMO ? 60 : 10 },
        '/request-password-reset': { window: 300, max: 5 },
      },
    },
    advanced: {
      database: { generateId: 'uuid' },
      cookiePrefix: 'crossflow',
      useSecureCookies: secure,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

/** Letters lead to the configured address: a request's own Host header could lead its reader elsewhere. */
const passwords = (outbox: Outbox, address: string) => ({
  enabled: true,
  disableSignUp: true,
  minPasswordLength: PASSWORD_LENGTH,
  maxPasswordLength: 200,
  revokeSessionsOnPasswordReset: true,
  sendResetPassword: async ({ user, token }: { user: { email: string; name: string }; token: string }) => {
    const url = `${address}/new-password?token=${encodeURIComponent(token)}`;
    await outbox.post({ to: user.email, template: 'reset-password', values: { name: user.name, url } });
  },
});
