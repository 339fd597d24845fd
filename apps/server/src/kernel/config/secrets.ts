import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const secrets = z.object({ session: z.string().min(32), postgres: z.string().min(16) });
export type Secrets = z.infer<typeof secrets>;

/** The secrets of this installation: made at its first start, kept in DATA_DIR, readable by the owner alone. */
export async function readSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, 'secrets.json');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const made: Secrets = { session: randomBytes(32).toString('hex'), postgres: randomBytes(18).toString('hex') };
  // wx: of two first starts at once, one writes and both read the same.
  await writeFile(path, JSON.stringify(made, null, 2), { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  return secrets.parse(JSON.parse(await readFile(path, 'utf8')));
}
