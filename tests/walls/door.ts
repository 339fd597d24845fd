import { createRouter } from '../../apps/server/src/router.ts';
import type { Stage } from './stage.ts';

export interface Answered {
  readonly status: number;
  /** The whole answer as bytes would show it, without what names this very request. */
  readonly bytes: string;
  readonly body: unknown;
}
export interface Procedure {
  readonly path: string;
  readonly mutation: boolean;
}
export interface Credentials {
  readonly cookie: string | null;
  readonly memberId: string | null;
}

/** Every procedure there is, from the router itself. */
export function procedures({ world }: Pick<Stage, 'world'>): Procedure[] {
  const { procedures: found } = createRouter((token) => world.server.app.get(token))._def;
  return Object.entries(found as unknown as Record<string, { _def: { type: string } }>).map(([path, { _def }]) => ({
    path,
    mutation: _def.type === 'mutation',
  }));
}

/** One request as anybody could make it, with nothing of the client library between. */
export async function call(
  origin: string,
  { path, mutation }: Procedure,
  as: Credentials,
  input: unknown,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const text = input === undefined ? undefined : JSON.stringify(input);
  const query = mutation || text === undefined ? '' : `?input=${encodeURIComponent(text)}`;
  return request(`${origin}/trpc/${path}${query}`, as, {
    method: mutation ? 'POST' : 'GET',
    headers: { ...(mutation ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(mutation ? { body: text ?? '' } : {}),
  });
}

export async function request(
  url: string,
  { cookie, memberId }: Credentials,
  init: RequestInit = {},
): Promise<Answered> {
  const headers = {
    ...(cookie === null ? {} : { cookie }),
    ...(memberId === null ? {} : { 'x-crossflow-member': memberId }),
    ...(init.headers as Record<string, string> | undefined),
  };
  const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
  const text = await answer.text();
  return { status: answer.status, bytes: normal(answer, text), body: parsed(text) };
}

const OF_THIS_REQUEST = ['date', 'x-request-id'];

function normal(answer: Response, text: string): string {
  const headers = [...answer.headers]
    .filter(([name]) => !OF_THIS_REQUEST.includes(name))
    .map(([name, value]) => `${name}: ${value}`);
  return [answer.status, ...headers.sort(), text].join('\n').replaceAll(/req_[0-9a-f]{10}/g, 'req');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What a procedure gave, or the reason that it refused with. */
export const resultOf = ({ body }: Answered): unknown => (body as { result?: { data?: unknown } }).result?.data;
export const reasonOf = ({ body }: Answered): string | undefined =>
  (body as { error?: { message: string }; reason?: string }).error?.message ?? (body as { reason?: string }).reason;

/** Works through a list, a few at a time. */
export async function each<T>(list: readonly T[], work: (one: T) => Promise<void>, atOnce = 8): Promise<void> {
  const waiting = [...list];
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
