#!/usr/bin/env node
// Checks a ledger downloaded from Crossflow, with nothing but Node: node check-ledger.mjs ledger.jsonl [expected-head-hash]
// Each line holds { n, hash, contentHash, entry }. It must be that n is 1, 2, 3, …; that contentHash is the SHA-256 of the
// entry's canonical JSON without audiences; and that hash is the SHA-256 of the previous hash followed by contentHash.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const [path, expectedHead] = process.argv.slice(2);
if (path === undefined) {
  console.error('Usage: node check-ledger.mjs ledger.jsonl [expected-head-hash]');
  process.exit(2);
}

let n = 0;
let sealed = 0;
let head = Buffer.alloc(32);
for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
  if (text.trim() === '') continue;
  const problem = check(text);
  if (problem !== null) {
    console.error(`✗ Line ${n}: ${problem}`);
    process.exit(1);
  }
}
if (n === 0) {
  console.error('✗ The file holds no line.');
  process.exit(1);
}
if (expectedHead !== undefined && expectedHead.toLowerCase() !== head.toString('hex')) {
  console.error(
    `✗ The ledger ends with ${head.toString('hex')}, not with ${expectedHead}: lines are missing at its end.`,
  );
  process.exit(1);
}
console.log(
  `✓ ${n} lines, dense and unbroken${sealed === 0 ? '' : `, ${sealed} of them sealed`}. Head ${head.toString('hex')}`,
);

function check(text) {
  n += 1;
  let line;
  try {
    line = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  if (line.n !== n) return `has number ${line.n}; a line is missing, repeated or out of order`;
  if (line.entry === null) sealed += 1;
  else if (contentHash(line.entry) !== line.contentHash) return `the entry ${line.entry?.id} is not what was recorded`;
  head = createHash('sha256')
    .update(head)
    .update(Buffer.from(String(line.contentHash), 'hex'))
    .digest();
  return head.toString('hex') === line.hash ? null : 'does not follow from the line before it';
}

function contentHash(entry) {
  const { audience: _, ...content } = entry;
  const bare = { ...content, before: withoutAudience(entry.before), after: withoutAudience(entry.after) };
  return createHash('sha256').update(canonical(bare)).digest('hex');
}

function withoutAudience(row) {
  if (row === null || typeof row !== 'object') return row ?? null;
  const { audience: _, ...rest } = row;
  return rest;
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}
