import { createHash, randomUUID } from 'node:crypto';
import { LedgerCheck } from '../../apps/server/checker/check-ledger.mjs';
import { canonicalJson } from '../../packages/domain/src/record/canonical.ts';
import type { Figure } from './figure.ts';

const LINES = 20_000;
const sha256 = (...parts: Buffer[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** A ledger like a downloaded one: an entry of some three hundred bytes on each line. */
function ledger(): string[] {
  let head: Buffer = Buffer.alloc(32);
  return Array.from({ length: LINES }, (_, place) => {
    const entry = {
      ...{ id: randomUUID(), programId: randomUUID(), at: '2026-01-05T08:00:00.000Z', actorId: randomUUID() },
      ...{ partyId: randomUUID(), verb: 'edited', kind: 'ticket', subjectId: randomUUID(), within: null, reason: null },
      ...{ before: { priority: 'low', version: place }, after: { priority: 'high', version: place + 1 } },
    };
    const contentHash = sha256(Buffer.from(canonicalJson(entry)));
    head = sha256(head, contentHash);
    return JSON.stringify({
      n: place + 1,
      hash: head.toString('hex'),
      contentHash: contentHash.toString('hex'),
      entry,
    });
  });
}

const microsecondsOf = (lines: readonly string[], work: (line: string) => void): number => {
  const since = performance.now();
  for (const line of lines) work(line);
  return ((performance.now() - since) * 1000) / lines.length;
};

export const checking: Figure = {
  ...{ id: 'R5', group: 'record', unit: 'µs', rounds: 7 },
  title: 'to check one line of a ledger, beside a bare hash of its bytes',
  gate: { most: 10, of: 'value' },
  measure: () => {
    const lines = ledger();
    return Promise.resolve(() => {
      const check = new LedgerCheck();
      const value = microsecondsOf(lines, (line) => {
        const problem = check.line(line);
        if (problem !== null) throw new Error(problem);
      });
      const yardstick = microsecondsOf(lines, (line) => createHash('sha256').update(line).digest('hex'));
      return Promise.resolve({ value, yardstick });
    });
  },
};
