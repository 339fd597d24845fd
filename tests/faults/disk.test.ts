import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbeddedPostgres } from '@crossflow/server/kernel/database/embedded';
import { cloneDatabase, dropDatabase, makePartnership } from '../world/databases.ts';
import { enter } from '../world/player.ts';
import { startServer } from '../world/server.ts';
import { tell } from '../world/tell.ts';
import { ask, question } from '../world/ticket-acts.ts';
import { newId } from '../world/world.ts';

const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'ignore' });

/** A file system in memory of so many megabytes, or null where this account may not mount one. */
function smallDisk(megabytes: number): string | null {
  const directory = mkdtempSync(join(process.env['CROSSFLOW_TEST_DIR'] ?? tmpdir(), 'crossflow-disk-'));
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory);
    return directory;
  } catch {
    rmSync(directory, { recursive: true });
    return null;
  }
}
const removeDisk = (directory: string) => {
  run('umount', '-l', directory);
  rmSync(directory, { recursive: true });
};

const possible = ((): boolean => {
  const disk = smallDisk(1);
  if (disk !== null) removeDisk(disk);
  return disk !== null;
})();

const MEGABYTE = 1_048_576;
const MOST_TRIES = 500;

test.runIf(possible)(
  'on a full disk a file is refused with a reason and leaves no half of it; what is there is read, words are written, and with room again files come in',
  async () => {
    const dataDir = smallDisk(8)!;
    const databaseUrl = await cloneDatabase();
    const server = await startServer({ databaseUrl, dataDir });
    const [sponsor, cdmo] = [await enter(server.origin, 'camille'), await enter(server.origin, 'chen')];
    onTestFinished(async () => {
      [sponsor, cdmo].forEach((player) => player.leave());
      await server.close();
      await dropDatabase(databaseUrl);
      removeDisk(dataDir);
    });
    const bytes = (fill: number) => new Uint8Array(3 * MEGABYTE).fill(fill);
    const kept = await sponsor.upload('first.bin', 'application/octet-stream', bytes(1));
    const before = await contentIn(dataDir);

    await expect(sponsor.upload('second.bin', 'application/octet-stream', bytes(2))).rejects.toThrow(/storage-full/);
    expect(await contentIn(dataDir)).toEqual(before);

    const path = `/files/${kept}/first.bin?as=${sponsor.actor.memberId}`;
    expect(new Uint8Array(await (await sponsor.fetch(path)).arrayBuffer())).toEqual(bytes(1));
    const { n } = await ask(cdmo, sponsor, 'Is there room for words?', sponsor.actor.seat | cdmo.actor.seat);
    await cdmo.reached(n);

    run('mount', '-o', 'remount,size=64m', dataDir);
    const later = await sponsor.upload('second.bin', 'application/octet-stream', bytes(2));
    const answer = await sponsor.fetch(`/files/${later}/second.bin?as=${sponsor.actor.memberId}`);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes(2));
    tell('F9', 3, 0);
  },
);

test.runIf(possible)(
  'on a full disk of the database a write is refused as one to try again and what is there is read; with room again it is written, once',
  async () => {
    const disk = smallDisk(512)!;
    const postgres = await startEmbeddedPostgres({ dataDir: disk, password: 'for this run alone' });
    const dataDir = mkdtempSync(join(tmpdir(), 'crossflow-disk-'));
    const { url: databaseUrl } = await makePartnership(postgres.adminUrl, 'full');
    const server = await startServer({ databaseUrl, dataDir });
    const [sponsor, cdmo] = [await enter(server.origin, 'camille'), await enter(server.origin, 'chen')];
    onTestFinished(async () => {
      [sponsor, cdmo].forEach((player) => player.leave());
      await server.close();
      await postgres.stop();
      removeDisk(disk);
      rmSync(dataDir, { recursive: true });
    });
    const acked: string[] = [];
    const nextQuestion = () => {
      const asked = question(newId(), sponsor, 'Is there room?', sponsor.actor.seat | cdmo.actor.seat);
      // Words that do not pack, so that the room of the pages that are there is soon taken.
      return { ...asked, body: randomBytes(6_000).toString('hex') };
    };
    let command = nextQuestion();
    await cdmo.calls.tickets.raise.mutate(command);
    acked.push(command.ticketId);
    const filler = join(disk, 'filler');
    expect(() => fill(filler)).toThrow(/ENOSPC/);

    command = nextQuestion();
    let refusal: unknown;
    for (let tries = 0; refusal === undefined && tries < MOST_TRIES; tries += 1)
      try {
        await cdmo.calls.tickets.raise.mutate(command);
        acked.push(command.ticketId);
        command = nextQuestion();
      } catch (error) {
        refusal = error;
      }
    expect(refusal).toMatchObject({ data: { httpStatus: 503, reason: 'unavailable' } });
    const { rows } = await sponsor.bootstrap();
    expect(rows['ticket']!.map(({ id }) => id).toSorted()).toEqual(acked.toSorted());

    rmSync(filler);
    await cdmo.calls.tickets.raise.mutate(command);
    await cdmo.calls.tickets.raise.mutate(command);
    const after = (await sponsor.bootstrap()).rows['ticket']!.map(({ id }) => id);
    expect(after.toSorted()).toEqual([...acked, command.ticketId].toSorted());
    tell('F9', acked.length + 1, 0);
  },
);

/** Takes all the room there is. Throws once there is none. */
function fill(file: string): never {
  const block = Buffer.alloc(MEGABYTE / 16);
  for (;;) appendFileSync(file, block);
}

/** What the store holds. A part that arrived stays with the uploads for a day, so that the rest can follow. */
async function contentIn(directory: string): Promise<string[]> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = found.filter((one) => one.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return files.filter((name) => /sha256|incoming/.test(name)).toSorted();
}
