import { LedgerCheck } from '../../apps/server/checker/check-ledger.mjs';
import type { Chance } from './chance.ts';

/** One way to change a downloaded ledger; answers where the first changed line stands, counted from 1, or null where it does not apply. */
type Tampering = (lines: string[], chance: Chance) => number | null;
type Json = Record<string, unknown>;

const parsed = (line: string) => JSON.parse(line) as { n: number; contentHash: string; entry: Json | null };

/** Every value inside an entry that its hash covers: an audience is told to each company as far as it may know it. */
function leavesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'audience' ? [] : leavesOf(inner, [...path, key])));
}

function altered(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? 'x' : value.slice(0, -1) + (value.endsWith('x') ? 'y' : 'x');
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return 'something';
}

function changeAt(root: Json, path: readonly string[]): void {
  let within = root;
  for (const key of path.slice(0, -1)) within = within[key] as Json;
  const key = path.at(-1)!;
  within[key] = altered(within[key]);
}

const changeValue: Tampering = (lines, chance) => {
  const place = chance.below(lines.length);
  const line = parsed(lines[place]!);
  const path = line.entry === null ? undefined : chance.one(leavesOf(line.entry));
  if (line.entry === null || path === undefined) return null;
  changeAt(line.entry, path);
  lines[place] = JSON.stringify(line);
  return place + 1;
};
const changeHash: Tampering = (lines, chance) => {
  const place = chance.below(lines.length);
  const field = chance.one(['hash', 'contentHash'])!;
  const line = parsed(lines[place]!) as Json;
  lines[place] = JSON.stringify({ ...line, [field]: altered(line[field]) });
  return place + 1;
};
const remove: Tampering = (lines, chance) => {
  const place = chance.below(lines.length - 1);
  lines.splice(place, 1);
  return place + 1;
};
const removeAndNumber: Tampering = (lines, chance) => {
  const place = chance.below(lines.length - 1);
  lines.splice(place, 1);
  for (let after = place; after < lines.length; after += 1)
    lines[after] = JSON.stringify({ ...parsed(lines[after]!), n: after + 1 });
  return place + 1;
};
const repeat: Tampering = (lines, chance) => {
  const place = chance.below(lines.length);
  lines.splice(place, 0, lines[place]!);
  return place + 2;
};
const swap: Tampering = (lines, chance) => {
  const place = chance.below(lines.length - 1);
  lines.splice(place, 2, lines[place + 1]!, lines[place]!);
  return place + 1;
};
const insert: Tampering = (lines, chance) => {
  const place = chance.below(lines.length);
  const forged = parsed(lines[chance.below(lines.length)]!);
  lines.splice(place, 0, JSON.stringify({ ...forged, n: place + 1 }));
  return parsed(lines[place + 1] ?? '{}').contentHash === forged.contentHash ? null : place + 1;
};
const truncate: Tampering = (lines, chance) => {
  lines.length = 1 + chance.below(lines.length - 1);
  return lines.length + 1;
};
const cutInside: Tampering = (lines, chance) => {
  const place = chance.below(lines.length);
  lines[place] = lines[place]!.slice(0, chance.below(lines[place]!.length - 1) + 1);
  return place + 1;
};

const tamperings = {
  ...{ changeValue, changeHash, remove, removeAndNumber, repeat, swap, insert, truncate, cutInside },
};

/** Where the checker finds a change: the number of a line, or one past the last where lines are missing at the end. */
export function foundAt(lines: readonly string[], head: string): number | null {
  const check = new LedgerCheck();
  for (const line of lines) if (check.line(line) !== null) return check.n;
  return check.end(head) === null ? null : lines.length + 1;
}

/** Tampers so many times with a copy of a ledger; gives the times that were not found where they were made, in words. */
export function tamper(lines: readonly string[], head: string, times: number, chance: Chance): string[] {
  const missed: string[] = [];
  for (let time = 0; time < times;) {
    const [name, act] = chance.one(Object.entries(tamperings))!;
    const copy = [...lines];
    const at = act(copy, chance);
    if (at === null) continue;
    time += 1;
    const found = foundAt(copy, head);
    if (found !== at) missed.push(`${name} at line ${at} was found at ${found ?? 'none'}`);
  }
  return missed;
}
