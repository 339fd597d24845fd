import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startChild, type Child } from './child.ts';
import { PASSWORD } from './cast.ts';
import type { Seat } from './processes/crowd.ts';
import type { LeashedParts } from './processes/leashed.ts';

/** The built server as a process of its own, as `npm start` runs it. */
export interface Product {
  readonly origin: string;
  readonly child: Child<LeashedParts>;
}
const leash = fileURLToPath(new URL('processes/leashed.ts', import.meta.url));

export async function startProduct(databaseUrl: string, dataDir: string, port = 0): Promise<Product> {
  const child = await startChild<LeashedParts>('../../apps/server/dist/main.js', {
    nodeArgs: ['--expose-gc', '--import', leash],
    env: { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: String(port), DEMO: '1' },
    quiet: true,
  });
  const { stdout } = child.process;
  if (stdout === null) throw new Error('the server cannot be heard');
  for await (const line of createInterface({ input: stdout })) {
    const origin = /runs at (http\S+)/.exec(line)?.[1];
    if (origin === undefined) continue;
    stdout.resume();
    return { origin, child };
  }
  throw new Error('the server ended before it listened');
}

/** Signs somebody of the cast in, as the member of this program that they are. */
export async function seatOf(origin: string, email: string, programCode = 'EXB-101'): Promise<Seat> {
  const entered = await fetch(`${origin}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  if (!entered.ok) throw new Error(`${email} could not sign in: ${entered.status} ${await entered.text()}`);
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const answer = await fetch(`${origin}/trpc/organizations.me`, { headers: { cookie } });
  const { result } = (await answer.json()) as { result: { data: { memberships: Membership[] } } };
  const found = result.data.memberships.find((one) => one.programCode === programCode);
  if (found === undefined) throw new Error(`${email} has no part in ${programCode}`);
  return { cookie, memberId: found.memberId, programId: found.programId };
}

interface Membership {
  readonly programCode: string;
  readonly memberId: string;
  readonly programId: string;
}

/** Calls a procedure that changes something; resolves when it is committed. */
export async function call(origin: string, seat: Seat, procedure: string, input: unknown): Promise<void> {
  const answer = await fetch(`${origin}/trpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: seat.cookie, 'x-crossflow-member': seat.memberId },
    body: JSON.stringify(input),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${procedure}: ${answer.status} ${text}`);
}
