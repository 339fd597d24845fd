import type { AppRouter } from '@crossflow/server/router';
import { createTRPCClient, httpLink, type TRPCLink } from '@trpc/client';

export type Calls = ReturnType<typeof createTRPCClient<AppRouter>>;

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
export const asMember = (memberId: string): { context: Record<string, unknown> } => ({ context: { memberId } });

const headersOf = ({ op }: { op: { context: Record<string, unknown> } }): Record<string, string> => {
  const { memberId } = op.context;
  return typeof memberId === 'string' ? { 'x-crossflow-member': memberId } : actingHeader();
};

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
  links: [tellWatchers, httpLink({ url: '/trpc', headers: headersOf })],
});

/** Sends a command kept in the outbox again, by its path. */
export function sendAgain({ path, input }: Sent): Promise<unknown> {
  const steps = path.split('.');
  const procedure = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], calls);
  return (procedure as { mutate: (input: unknown) => Promise<unknown> }).mutate(input);
}
