import path from 'node:path';
import { partnership, type Making, type SignedIn, type Template } from '../../world/databases.ts';
import type { Player } from '../../world/player.ts';
import { startServer } from '../../world/server.ts';
import { newId, openWorld, type World } from '../../world/world.ts';
import { each } from '../door.ts';
import { addVersion, tellDocument } from './documents.ts';
import { finishBatch, tellBatch } from './manufacturing.ts';
import { command, counting, scopeOf, type Scope } from './scope.ts';
import { endTicket, shareTicket, tellTicket } from './tickets.ts';
import { tellView } from './views.ts';

interface Told {
  readonly signedIn: SignedIn;
  /** Procedures that have done their work. */
  readonly succeeded: readonly string[];
  /** The data directory to go on with. */
  readonly files: string;
}

/** Everything that a stage starts with, told on one server. */
export const story: Template<Told> = {
  name: 'crossflow_stage',
  async make({ clone, directory }: Making) {
    const { url, told } = await clone(partnership);
    const files = path.join(directory, 'stage');
    const world = await openWorld({ ...(await startServer({ databaseUrl: url, dataDir: files })), ...told });
    const succeeded = await tellWhole(world).finally(() => world.close());
    return { ...told, succeeded: [...succeeded], files };
  },
};

/** Who is on the stage besides the four of every world. */
export const othersOf = async (world: World) => ({
  maker: await world.join('gu'),
  otto: await world.join('otto', 'BIRCH-7'),
  shen: await world.join('shen', 'BIRCH-7'),
});

export const succeededOf = (players: readonly Player[]): ReadonlySet<string> =>
  new Set(
    players.flatMap(({ answers }) =>
      answers.flatMap(({ path, status }) => (path.startsWith('/trpc/') && status === 200 ? [path.slice(6)] : [])),
    ),
  );

async function tellWhole(world: World): Promise<ReadonlySet<string>> {
  const { sponsor, cdmo, licensee, secondLicensee } = world;
  const { maker, otto, shen } = await othersOf(world);
  const serial = counting();
  const scope = (by: Player, ...others: Player[]) => scopeOf(by, others, serial);
  const told = [
    scope(sponsor, cdmo),
    scope(sponsor, cdmo, licensee),
    scope(maker, sponsor, secondLicensee),
    scope(sponsor),
    scope(maker),
    scope(licensee),
    scope(secondLicensee),
    scope(licensee, sponsor),
    scope(secondLicensee, sponsor),
    scope(otto, shen),
    scope(otto),
    scope(shen),
  ];
  await each(told, tellBoth);
  const making = [
    scope(maker, sponsor),
    scope(maker, sponsor, licensee),
    scope(maker, sponsor, secondLicensee),
    scope(maker),
    scope(shen, otto),
    scope(shen),
  ];
  await each(making, async (one) => {
    await tellBatch(one);
  });
  await rest(scope(sponsor, cdmo, licensee), scope(maker, sponsor));
  for (const lead of [sponsor, maker, licensee, secondLicensee, otto]) await takeExport(lead);
  await world.settled();
  return succeededOf([sponsor, cdmo, licensee, secondLicensee, maker, otto, shen]);
}

async function takeExport({ programId, actor, fetch }: Player): Promise<void> {
  const answer = await fetch(`/export/${programId}?as=${actor.memberId}`);
  if (!answer.ok) throw new Error(`${actor.memberId} took no export: ${answer.status}`);
  await answer.arrayBuffer();
}

async function tellBoth(scope: Scope): Promise<void> {
  const { ticketId } = await tellTicket(scope);
  await tellView(scope);
  const { documentId } = await tellDocument(scope);
  const link = {
    linkId: newId(),
    from: { kind: 'ticket', id: ticketId },
    to: { kind: 'document', id: documentId },
  } as const;
  await scope.by.calls.links.link.mutate({ ...command(), ...link });
}

/** Moves that a row is told only once, so that every procedure has done its work at least one time. */
async function rest(scope: Scope, making: Scope): Promise<void> {
  const { by } = scope;
  const [other] = scope.others;
  const narrower = by.actor.seat + other!.actor.seat;
  const ticketId = await endTicket(scope);
  await shareTicket(by, ticketId, narrower, 'no longer for all');
  await shareTicket(by, ticketId, scope.audience, 'again for all');
  const { documentId } = await tellDocument(scope);
  const versionId = await addVersion(scope, documentId, 3, by.actor.seat);
  await by.calls.documents.shareVersion.mutate({ ...command(), versionId, audience: narrower, reason: null });
  await by.calls.documents.withdraw.mutate({ ...command(), versionId, reason: 'withdrawn' });
  await by.calls.documents.share.mutate({
    ...command(),
    documentId,
    audience: narrower,
    versionIds: [versionId],
    reason: null,
  });
  const linkId = newId();
  await by.calls.links.link.mutate({
    ...command(),
    linkId,
    from: { kind: 'ticket', id: ticketId },
    to: { kind: 'version', id: versionId },
  });
  await by.calls.links.unlink.mutate({ ...command(), linkId });
  await finishBatch(making);
  const { batchId } = await tellBatch(making);
  await making.by.calls.manufacturing.shareBatch.mutate({
    ...command(),
    batchId,
    audience: making.by.actor.seat,
    reason: '',
  });
}
