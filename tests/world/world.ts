import { randomUUID } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { canonicalJson } from '@crossflow/domain/record/canonical';
import type { Kind, Row } from '@crossflow/domain/record/rows';
import type { PersonKey } from '@crossflow/server/demo/cast';
import { features } from '@crossflow/server/features';
import { asSuperuser } from './databases.ts';
import { enter, type Player } from './player.ts';
import { startServer, type TestServer } from './server.ts';

/** A partnership with its cast at their screens, on a real server and a real Postgres. */
export interface World {
  readonly server: TestServer;
  /** Camille Arnoux of Exemplis. */
  readonly sponsor: Player;
  /** Chen Lixing of Yangben. */
  readonly cdmo: Player;
  /** Lin Shuya of Shili. */
  readonly licensee: Player;
  /** Ana Modelo of Modelo, of whom Shili must not learn. */
  readonly secondLicensee: Player;
  /** Another person of the cast at a screen. */
  join(person: PersonKey, programCode?: string): Promise<Player>;
  /** The audience of these players' companies. */
  audience(...players: Player[]): number;
  /** Waits until every screen shows all that its company's ledger holds. */
  settled(): Promise<void>;
  /** For every company: old state and deltas give what a fresh bootstrap gives. */
  expectReplayed(): Promise<void>;
  close(): Promise<void>;
}

export const newId = (): string => randomUUID();

/** Starts a world that ends with the test. */
export async function startWorld(): Promise<World> {
  const world = await openWorld();
  onTestFinished(() => world.close());
  return world;
}

/** For `beforeAll`: the caller closes it, and with it the server. */
export async function openWorld(on?: TestServer): Promise<World> {
  const server = on ?? (await startServer());
  const players: Player[] = [];
  const sessions = new Map(Object.entries(server.signedIn));
  // Whoever comes a second time signs in anew, as at a second screen.
  const join = async (person: PersonKey, programCode?: string) => {
    const session = sessions.get(person);
    sessions.delete(person);
    const player = await enter(server.origin, person, programCode, session);
    players.push(player);
    return player;
  };
  const [sponsor, cdmo, licensee, secondLicensee] = [
    await join('camille'),
    await join('chen'),
    await join('lin'),
    await join('ana'),
  ];
  const present = () => players.filter(({ left }) => !left());
  const settled = async () => {
    const heads = await headsOf(server.databaseUrl);
    await Promise.all(present().map((player) => player.reached(heads.get(player.actor.partyId) ?? 0)));
  };
  return {
    ...{ server, sponsor, cdmo, licensee, secondLicensee, join, settled },
    audience: (...some) => some.reduce((all, { actor }) => all | actor.seat, 0),
    async expectReplayed() {
      await settled();
      for (const player of present()) await expectLevel(player);
    },
    async close() {
      for (const player of players) player.leave();
      await server.close();
    },
  };
}

/** One player's screen against a fresh bootstrap, as canonical JSON. */
export async function expectLevel(player: Player): Promise<void> {
  const fresh = await player.bootstrap();
  const byId = (rows: readonly Row[]) => Object.fromEntries(rows.map((row) => [row.id, row]));
  for (const [kind, rows] of Object.entries(fresh.rows))
    expect(canonicalJson(byId(player.rows(kind as Kind))), `${player.name}: ${kind}`).toBe(canonicalJson(byId(rows)));
  const resident = new Set(Object.keys(fresh.rows));
  const extra = player.replica
    .kinds()
    .filter((kind) => !resident.has(kind) && RESIDENT.has(kind) && player.rows(kind).length > 0);
  expect(extra, `${player.name}: rows that a bootstrap no longer has`).toEqual([]);
  expect(player.replica.cursor).toBe(fresh.cursor);
}

export async function headsOf(databaseUrl: string): Promise<ReadonlyMap<string, number>> {
  return asSuperuser(databaseUrl, async (client) => {
    const { rows } = await client.query<{ party_id: string; n: number }>('select party_id, n from ledger_head');
    return new Map(rows.map(({ party_id, n }) => [party_id, n]));
  });
}

/** Kinds whose rows every bootstrap holds. */
export const RESIDENT: ReadonlySet<string> = new Set(
  Object.values(features).flatMap(({ kinds }) =>
    Object.entries(kinds).flatMap(([kind, definition]) => (definition.resident ? [kind] : [])),
  ),
);
