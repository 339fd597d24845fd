import { readFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@crossflow/server/kernel/database/embedded';

/** A Postgres that syncs to disk, behind one address that stays the same while it is stopped and started. */
export interface ReplacedPostgres {
  readonly adminUrl: string;
  /** Ends it as a power cut would: `-m immediate`. Resolves when it is gone. */
  crash(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

const PASSWORD = 'for this run alone';

export async function openReplacedPostgres(dataDir: string): Promise<ReplacedPostgres> {
  let postgres: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir, password: PASSWORD });
  const open = new Set<Socket>();
  const address = createServer((from) => {
    const to = connect(postgres.port, '127.0.0.1');
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => address.listen(0, '127.0.0.1', resolve));
  const adminUrl = new URL(postgres.adminUrl);
  adminUrl.port = String((address.address() as AddressInfo).port);
  return {
    adminUrl: adminUrl.href,
    async crash() {
      const [pid] = (await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGQUIT');
      await postgres.stop();
    },
    async start() {
      postgres = await startEmbeddedPostgres({ dataDir, password: PASSWORD });
    },
    async close() {
      for (const one of open) one.destroy();
      address.close();
      await postgres.stop();
    },
  };
}
