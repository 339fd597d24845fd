import { createHash } from 'node:crypto';
import { canonicalJson } from '@crossflow/domain/record/canonical';
import { GENESIS_HASH, type LedgerLine } from '@crossflow/domain/record/entry';
import { hashedContent } from '@crossflow/domain/record/ledger';
import type pg from 'pg';
import { withinRules } from '../walls/schema.ts';
import type { Player } from '../world/player.ts';

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** What is wrong with a company's ledger as it downloads it: gaps, or a hash that does not follow. */
export async function ledgerFaults(player: Player): Promise<string[]> {
  const faults: string[] = [];
  let [n, hash] = [0, GENESIS_HASH];
  for (;;) {
    const { lines, head } = await player.calls.record.ledger.query({ after: n });
    for (const line of lines as LedgerLine[]) {
      n += 1;
      hash = sha256(Buffer.from(hash + line.contentHash, 'hex'));
      const content = line.entry === null ? line.contentHash : sha256(canonicalJson(hashedContent(line.entry)));
      if (line.n !== n || line.hash !== hash || line.contentHash !== content)
        return [`${player.name}: line ${line.n} at place ${n}`];
    }
    if (lines.length > 0) continue;
    if (head.cursor !== n || head.hash !== hash)
      faults.push(`${player.name}: the head says ${head.cursor}, the lines end at ${n}`);
    return faults;
  }
}

/** What must hold between tables after any story; asked past the wall. */
export async function databaseFaults(client: pg.ClientBase): Promise<string[]> {
  const faults: string[] = [];
  const count = async (what: string, sql: string) => {
    const { rows } = await client.query<{ id: string }>(sql);
    if (rows.length > 0) faults.push(`${what}: ${rows.length}, such as ${rows[0]!.id}`);
  };
  await count(
    'entries in a ledger of a company that may not see them',
    `select e.id from ledger l join entry e on e.id = l.entry_id join party p on p.id = l.party_id where e.audience & (1 << p.seat) = 0 or e.program_id <> p.program_id`,
  );
  await count(
    'entries missing from a ledger of a company that may see them',
    `select e.id from entry e join party p on p.program_id = e.program_id and e.audience & (1 << p.seat) <> 0 where not exists (select from ledger l where l.entry_id = e.id and l.party_id = p.id)`,
  );
  await count(
    'entries twice in one ledger',
    'select entry_id as id from ledger group by party_id, entry_id having count(*) > 1',
  );
  await count('commands without a reply', 'select id from command where reply is null');
  await count(
    'links seen by somebody who does not see an end that the linker still sees',
    await linksBeyondTheirEnds(client),
  );
  for (const { child, parents, column, kindColumn } of withinRules())
    for (const parent of parents)
      await count(
        `${child} wider than its ${parent}`,
        `select c.id from public."${child}" c join public."${parent}" p on p.id = c."${column}" where (c.audience & ~p.audience) <> 0 and (c.audience & (c.audience - 1)) <> 0${kindColumn === null ? '' : ` and c."${kindColumn}" = '${parent}'`}`,
      );
  return faults;
}

/** A link that joins an end to something its mover could not see stays as it was; everywhere else it is what both ends have in common. */
async function linksBeyondTheirEnds(client: pg.ClientBase): Promise<string> {
  const kinds = ['ticket', 'document', 'version', 'campaign', 'batch', 'operation'];
  const ends = kinds.map((kind) => `select '${kind}' as kind, id, audience from public."${kind}"`).join(' union all ');
  await client.query('select 1');
  return `with ends as (${ends}) select l.id from link l join ends a on a.kind = l.from_kind and a.id = l.from_id join ends b on b.kind = l.to_kind and b.id = l.to_id where (l.audience & ~(a.audience | b.audience)) <> 0`;
}
