import type * as embeddedSource from '../../../apps/server/src/kernel/database/embedded.ts';
import { built } from '../built.ts';
import { answerWith } from './answering.ts';

const parts = {
  /** Starts it; gives the superuser's URL. */
  async start({ dataDir, password }: { dataDir: string; password: string }): Promise<string> {
    const { startEmbeddedPostgres } = await built<typeof embeddedSource>('kernel/database/embedded');
    const { adminUrl, stop } = await startEmbeddedPostgres({ dataDir, password, settings: { max_connections: '300' } });
    end = async () => {
      await stop();
      process.exit();
    };
    return adminUrl;
  },
};
export type PostgresParts = typeof parts;

let end: () => Promise<void> = () => Promise.resolve(process.exit());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void end());
answerWith(parts, () => void end());
