import type { AppRouter } from '@crossflow/server/router';
import { createTRPCClient, httpLink, type TRPCLink } from '@trpc/client';

export type Calls = ReturnType<typeof createTRPCClient<AppRouter>>;

/** A mutation on its way, as the outbox keeps it. */
export interface Sent {
  readonly path: string;
  readonly input: unknown;
}

let acting: string | null = null;
const watchers = new Map<string, (sent: Sent) => void>();

/** Every call from now on is made for this membership. */
export function actAs(memberId: string | null): void {
  acting = memberId;
}

export const actingHeader = (): Record<string, string> => (acting === null ? {} : { 'x-crossflow-member': acting });

/** Tells what a command turns out to be on the wire, so that it can be sent again after a reload. */
export function watchCommand(commandId: string, told: (sent: Sent) => void): () => void {
  watchers.set(commandId, told);
  return () => watchers.delete(commandId);
}

const tellWatchers: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) => {
    const commandId = (op.input as { commandId?: string } | undefined)?.commandId;
    if (op.type === 'mutation' && commandId !== undefined)
      watchers.get(commandId)?.({ path: op.path, input: op.input });
    return next(op);
  };

/** One request for each call: a batch would wait for its slowest part. */
export const calls: Calls = createTRPCClient<AppRouter>({
  links: [tellWatchers, httpLink({ url: '/trpc', headers: actingHeader })],
});

/** Sends a command kept in the outbox again, by its path. */
export function sendAgain({ path, input }: Sent): Promise<unknown> {
  const steps = path.split('.');
  const procedure = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], calls);
  return (procedure as { mutate: (input: unknown) => Promise<unknown> }).mutate(input);
}
