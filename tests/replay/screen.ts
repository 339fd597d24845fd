import { canonicalJson } from '@crossflow/domain/record/canonical';
import type { Delta } from '@crossflow/domain/record/entry';
import type { Kind, Row, Rows } from '@crossflow/domain/record/rows';
import { applyEntry } from '@crossflow/domain/record/state';
import { Replica, type RowsOf } from '../../apps/web/src/lib/kernel/replica.ts';
import type { Bootstrap, Player } from '../world/player.ts';
import type { Chance } from './chance.ts';

const LOST = 0.15;
const TWICE = 0.15;
const HELD = 0.35;

/** What a player's screen holds, fed through a transport that loses, repeats, holds back and reorders what the server sends. */
export class Screen {
  readonly player: Player;
  readonly replica: Replica;
  /** The same frames without a look at their places: what a replica would be that ignores holes. */
  readonly naive = new Map<string, Map<string, Row>>();
  readonly faults = { lost: 0, twice: 0, held: 0, cut: 0 };
  readonly #chance: Chance;
  #held: Delta[] = [];
  #work: Promise<unknown> = Promise.resolve();
  readonly #opened = new Set<string>();

  constructor(player: Player, start: Bootstrap, chance: Chance) {
    this.player = player;
    this.#chance = chance;
    this.replica = new Replica(start.actor.mask, { since: (n) => this.#since(n) });
    this.replica.reset(start.cursor, start.rows as RowsOf);
    for (const [kind, rows] of Object.entries(start.rows))
      this.naive.set(kind, new Map(rows.map((row) => [row.id, row])));
    player.socket.on('delta', (delta: Delta) => this.#arrive(delta));
  }

  rows<K extends Kind>(kind: K): Rows[K][] {
    return this.replica.list(kind);
  }

  /** Lets some of what was held back go, in no order. */
  tick(): void {
    const go = this.#held.filter(() => this.#chance.often(0.5));
    this.#held = this.#held.filter((delta) => !go.includes(delta));
    for (const delta of go.toSorted(() => this.#chance.next() - 0.5)) this.#deliver(delta);
  }

  cut(): void {
    this.faults.cut += 1;
    this.player.socket.disconnect();
  }

  /** As the browser does it: join again, then fetch what was missed. */
  async comeBack(): Promise<void> {
    if (!this.player.socket.connected) {
      const connected = new Promise<void>((resolve) => this.player.socket.once('connect', resolve));
      this.player.socket.connect();
      await connected;
    }
    await this.#later(() => this.replica.catchUp());
  }

  /** Fetches what hangs on a ticket, as its page does, and keeps it current from then on. */
  async open(ticketId: string): Promise<void> {
    const fetching = this.replica.beginFetch();
    try {
      const rows = await this.player.calls.tickets.thread.query({ ticketId });
      this.replica.merge(fetching, rows as RowsOf);
      this.#opened.add(ticketId);
    } catch {
      this.replica.endFetch(fetching);
    }
  }

  /** Everything that is still under way arrives; what was lost is fetched. */
  async settle(): Promise<void> {
    for (const delta of this.#held.splice(0)) this.#deliver(delta);
    await this.comeBack();
    await this.#work;
  }

  /** What differs from a fresh bootstrap, and from the pages that are open: nothing, if all is well. */
  async differences(): Promise<string[]> {
    const fresh = await this.player.bootstrap();
    const name = this.player.name;
    const different = Object.entries(fresh.rows).flatMap(([kind, rows]) =>
      compare(`${name}: ${kind}`, this.rows(kind as Kind), rows),
    );
    if (this.replica.cursor !== fresh.cursor)
      different.push(`${name}: at ${this.replica.cursor} instead of ${fresh.cursor}`);
    for (const ticketId of this.#opened) different.push(...(await this.#pageDifferences(ticketId)));
    return different;
  }

  naiveDifferences(fresh: Bootstrap): string[] {
    return Object.entries(fresh.rows).flatMap(([kind, rows]) =>
      compare(kind, [...(this.naive.get(kind)?.values() ?? [])], rows),
    );
  }

  async #pageDifferences(ticketId: string): Promise<string[]> {
    const fresh = await this.player.calls.tickets.thread.query({ ticketId }).catch(() => null);
    const messages = this.rows('message').filter((row) => row.ticketId === ticketId);
    // A private note stays with its company where the ticket itself has gone; its page is closed by then.
    if (fresh === null)
      return compare(
        `${this.player.name}: messages of a ticket that is gone`,
        messages.filter(({ kind }) => kind === 'reply'),
        [],
      );
    const files = this.rows('file').filter(({ subjectId }) => fresh.message.some(({ id }) => id === subjectId));
    const openings = this.rows('opening').filter((row) => row.ticketId === ticketId);
    const holdings = this.rows('holding').filter((row) => row.ticketId === ticketId);
    const at = `${this.player.name}, page of a ticket`;
    return [
      ...compare(`${at}: message`, messages, fresh.message),
      ...compare(`${at}: file`, files, fresh.file),
      ...compare(`${at}: opening`, openings, fresh.opening),
      ...compare(`${at}: holding`, holdings, fresh.holding),
    ];
  }

  #arrive(delta: Delta): void {
    if (this.#chance.often(LOST)) {
      this.faults.lost += 1;
      return;
    }
    if (this.#chance.often(HELD)) {
      this.faults.held += 1;
      this.#held.push(delta);
      return;
    }
    this.#deliver(delta);
    if (!this.#chance.often(TWICE)) return;
    this.faults.twice += 1;
    this.#held.push(delta);
  }

  #deliver(delta: Delta): void {
    for (const { entry } of delta.lines) {
      if (entry === null) continue;
      const rows = this.naive.get(entry.kind) ?? new Map<string, Row>();
      this.naive.set(entry.kind, rows);
      applyEntry(rows, entry);
    }
    void this.#later(() => this.replica.receive(delta));
  }

  #later(work: () => Promise<void>): Promise<unknown> {
    const one = work();
    this.#work = Promise.all([this.#work, one]);
    return one;
  }

  async #since(n: number): Promise<Delta[]> {
    const answer = await this.player.fetch(
      `/sync/${this.player.programId}/since/${n}?as=${this.player.actor.memberId}`,
    );
    const text = await answer.text();
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Delta);
  }
}

function compare(where: string, have: readonly Row[], should: readonly Row[]): string[] {
  const present = new Map(have.map((row) => [row.id, canonicalJson(row)]));
  const expected = new Map(should.map((row) => [row.id, canonicalJson(row)]));
  const wrong = [...expected]
    .filter(([id, row]) => present.get(id) !== row)
    .map(([id, row]) => `${where} ${id}: ${present.get(id) ?? 'missing'} instead of ${row}`);
  return [
    ...wrong,
    ...[...present.keys()].filter((id) => !expected.has(id)).map((id) => `${where} ${id}: should be gone`),
  ];
}
