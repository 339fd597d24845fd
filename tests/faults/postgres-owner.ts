// A process of its own that owns an embedded Postgres, to be killed by the tests beside it.
import { startEmbeddedPostgres } from '@crossflow/server/kernel/database/embedded';

const [dataDir = '', password = '', then = 'hold'] = process.argv.slice(2);

try {
  const { adminUrl, adopted, port } = await startEmbeddedPostgres({ dataDir, password });
  console.log(JSON.stringify({ adminUrl, adopted, port }));
  if (then === 'exit') process.exit(3);
  setInterval(() => undefined, 60_000);
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  console.log(JSON.stringify({ code, message }));
}
