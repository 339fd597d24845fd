import type { AppRouter } from '@crossflow/server/router';
import type { TRPCClient } from '@trpc/client';
import { refusedCall } from './call-error.ts';

export type Calls = TRPCClient<AppRouter>;

/** A mutation on its way, as the outbox keeps it. */
export interface Sent {
  readonly path: string;
  readonly input: unknown;
}

let acting: string | null = null;
let lens: string | undefined;
const watchers = new Map<string, (sent: Sent) => void>();

/** Every call from now on is made for this membership, and through the eyes of a company where one is named. */
export function actAs(memberId: string | null, lensPartyId?: string): void {
  acting = memberId;
  lens = lensPartyId;
}

export const actingHeader = (): Record<string, string> => ({
  ...(acting !== null && { 'x-crossflow-member': acting }),
  ...(lens !== undefined && { 'x-crossflow-lens': lens }),
});

/** For one call that is made for another of the person's memberships, with its own eyes. */
export const asMember = (memberId: string): For => ({ context: { memberId } });

interface For {
  readonly context: { readonly memberId: string };
}

const headersOf = (memberId: string | undefined): Record<string, string> =>
  memberId === undefined ? actingHeader() : { 'x-crossflow-member': memberId };

/** The same for addresses that the browser fetches by itself. */
export const actingQuery = (): Record<string, string> => ({
  as: acting ?? '',
  ...(lens !== undefined && { lens }),
});

/** Tells what a command turns out to be on the wire, so that it can be sent again after a reload. */
export function watchCommand(commandId: string, told: (sent: Sent) => void): () => void {
  watchers.set(commandId, told);
  return () => watchers.delete(commandId);
}

/** Every procedure of the server by its path, as in `calls.tickets.reply.mutate(input)`. */
export const calls = procedures([]) as Calls;

const ANSWER_WITHIN_MS = 30_000;

/** Sends a kept command again, by its path. One that is not answered counts as not sent: others wait behind it. */
export const sendAgain = ({ path, input }: Sent): Promise<unknown> =>
  send(path, 'mutate', input, undefined, AbortSignal.timeout(ANSWER_WITHIN_MS));

function procedures(path: readonly string[]): unknown {
  return new Proxy(() => undefined, {
    get: (_, step) => procedures([...path, String(step)]),
    apply: (_, __, [input, told]: [unknown, For?]) =>
      send(path.slice(0, -1).join('.'), path.at(-1) ?? '', input, told?.context.memberId),
  });
}

/** What tRPC's own client puts on the wire, a tenth of its size. One request for each call: a batch would wait for its slowest part. */
async function send(
  path: string,
  way: string,
  input: unknown,
  memberId?: string,
  signal?: AbortSignal,
): Promise<unknown> {
  const commandId = (input as { commandId?: string } | undefined)?.commandId;
  if (way === 'mutate' && commandId !== undefined) watchers.get(commandId)?.({ path, input });
  const body = JSON.stringify(input) as string | undefined;
  const asked = body === undefined ? '' : `?input=${encodeURIComponent(body)}`;
  const answer = await (
    way === 'query'
      ? fetch(`/trpc/${path}${asked}`, { headers: headersOf(memberId) })
      : fetch(`/trpc/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headersOf(memberId) },
          ...(body !== undefined && { body }),
          ...(signal && { signal }),
        })
  )
    .then((response) => response.json() as Promise<Answer>)
    .catch((): Answer => ({ error: {} }));
  if ('error' in answer) throw refusedCall(answer.error.data, path.split('.')[0] ?? '');
  return answer.result.data;
}

type Answer = { readonly result: { readonly data?: unknown } } | { readonly error: { readonly data?: unknown } };
