import type { Entry, LedgerLine } from '@crossflow/domain/record/entry';
import type { Database } from '../database/database.ts';
import { presentEntry } from '../unit-of-work/present.ts';
import { type EntryRow, entryFields, toEntry } from './entry-rows.ts';
import type { GatewayServer } from './wire.ts';
import { ledgerRoom } from './rooms.ts';

const LINES_AT_ONCE = 1_000;

interface Reader {
  readonly mask: number;
  known: number;
  sockets: number;
}
interface Followed {
  readonly programId: string;
  head: number;
  readonly readers: Map<number, Reader>;
}

/** Follows the ledgers of the companies that are connected here, and sends each new line to its company's rooms. */
export class Tail {
  readonly #database: Database;
  readonly #server: GatewayServer;
  readonly #onEntries: (programId: string, entries: readonly Entry[]) => void;
  readonly #followed = new Map<string, Followed>();
  readonly #pumping = new Map<string, { again: boolean }>();

  constructor(
    database: Database,
    server: GatewayServer,
    onEntries: (programId: string, entries: readonly Entry[]) => void,
  ) {
    this.#database = database;
    this.#server = server;
    this.#onEntries = onEntries;
  }

  /** Starts to follow a company for one more socket; answers how far its room has been served. */
  async follow(programId: string, partyId: string, mask: number, known: number): Promise<number> {
    const head = this.#followed.get(partyId)?.head ?? (await this.#readHead(partyId));
    const followed = this.#followed.get(partyId) ?? { programId, head, readers: new Map<number, Reader>() };
    this.#followed.set(partyId, followed);
    const reader = followed.readers.get(mask) ?? { mask, known, sockets: 0 };
    followed.readers.set(mask, { ...reader, known, sockets: reader.sockets + 1 });
    return followed.head;
  }

  unfollow(partyId: string, mask: number): void {
    const followed = this.#followed.get(partyId);
    const reader = followed?.readers.get(mask);
    if (followed === undefined || reader === undefined) return;
    reader.sockets -= 1;
    if (reader.sockets === 0) followed.readers.delete(mask);
    if (followed.readers.size === 0) this.#followed.delete(partyId);
  }

  programs(): ReadonlySet<string> {
    return new Set([...this.#followed.values()].map(({ programId }) => programId));
  }

  /** Reads what is new in a program and sends it. A call while one is under way makes that one look again. */
  async pump(programId: string): Promise<void> {
    const under = this.#pumping.get(programId);
    if (under !== undefined) {
      under.again = true;
      return;
    }
    const state = { again: true };
    this.#pumping.set(programId, state);
    try {
      while (state.again) {
        state.again = false;
        if (await this.#send(programId)) state.again = true;
      }
    } finally {
      this.#pumping.delete(programId);
    }
  }

  /** Programs whose heads are past what was sent: what a lost hint would have told. */
  async behind(): Promise<string[]> {
    const parties = [...this.#followed.keys()];
    if (parties.length === 0) return [];
    const heads = await this.#database.transaction('keeper', 'read', (connection) =>
      connection.query<{ party_id: string; n: number }>(
        'select party_id, n from ledger_head where party_id = any($1)',
        [parties],
        'behind',
      ),
    );
    const late = heads.filter(({ party_id, n }) => n > (this.#followed.get(party_id)?.head ?? n));
    return [...new Set(late.flatMap(({ party_id }) => this.#followed.get(party_id)?.programId ?? []))];
  }

  /** Gives true when there may be more. */
  async #send(programId: string): Promise<boolean> {
    const parties = [...this.#followed].filter(([, followed]) => followed.programId === programId);
    if (parties.length === 0) return false;
    const asked = parties.map(([partyId, { head }]) => ({ partyId, head }));
    const rows = await this.#readLines(asked);
    if (rows.length === 0) return false;
    const entries = new Map(rows.map((row) => [row.id, toEntry(row)]));
    if ([...entries.values()].some(({ kind }) => kind === 'party')) await this.#refreshKnown(programId);
    for (const { partyId, head } of asked) this.#deliver(partyId, head, rows, entries);
    this.#onEntries(programId, [...entries.values()]);
    return rows.length === LINES_AT_ONCE;
  }

  #deliver(partyId: string, from: number, rows: readonly LineRow[], entries: ReadonlyMap<string, Entry>): void {
    const own = rows.filter((row) => row.ledger_party === partyId);
    const followed = this.#followed.get(partyId);
    const to = own.at(-1)?.n;
    // A reader that came or went meanwhile starts from its own bootstrap.
    if (followed === undefined || to === undefined || followed.head !== from) return;
    followed.head = to;
    for (const { mask, known } of followed.readers.values()) {
      const lines: Pick<LedgerLine, 'n' | 'entry'>[] = own.map((row) => {
        const entry = entries.get(row.id);
        return { n: row.n, entry: entry === undefined ? null : presentEntry(entry, known, mask) };
      });
      this.#server.local.to(ledgerRoom(partyId, mask)).emit('delta', { partyId, from, to, lines });
    }
  }

  async #readHead(partyId: string): Promise<number> {
    const [row] = await this.#database.transaction('keeper', 'read', (connection) =>
      connection.query<{ n: number }>('select n from ledger_head where party_id = $1', [partyId], 'head'),
    );
    return row?.n ?? 0;
  }

  #readLines(asked: readonly { partyId: string; head: number }[]): Promise<LineRow[]> {
    const sql = `select l.party_id as ledger_party, l.n, ${entryFields('e')}
      from unnest($1::uuid[], $2::int[]) as a(party_id, head)
      join ledger l on l.party_id = a.party_id and l.n > a.head
      join entry e on e.id = l.entry_id
      order by l.n, l.party_id limit ${LINES_AT_ONCE}`;
    const values = [asked.map(({ partyId }) => partyId), asked.map(({ head }) => head)];
    return this.#database.transaction('keeper', 'read', (connection) =>
      connection.query<LineRow>(sql, values, 'lines'),
    );
  }

  async #refreshKnown(programId: string): Promise<void> {
    for (const followed of this.#followed.values()) {
      if (followed.programId !== programId) continue;
      for (const reader of followed.readers.values()) {
        const [row] = await this.#database.transaction('keeper', 'read', (connection) =>
          connection.query<{ known: number }>(
            'select crossflow.known_seats($1, $2) as known',
            [programId, reader.mask],
            'known',
          ),
        );
        reader.known = row?.known ?? reader.known;
      }
    }
  }
}

interface LineRow extends EntryRow {
  readonly ledger_party: string;
  readonly n: number;
}
