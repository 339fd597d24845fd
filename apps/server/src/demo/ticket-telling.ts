import { sql } from 'drizzle-orm';
import type { LinkableKind } from '@crossflow/domain/links/link';
import type { ResolutionCode, Severity } from '@crossflow/domain/reference/ticket-taxonomy';
import type { AmendInput } from '@crossflow/domain/tickets/inputs';
import type { Priority } from '@crossflow/domain/tickets/ticket';
import { LinksService } from '../links/links.service.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';
import { TicketsService } from '../tickets/tickets.service.ts';
import { people, type CompanyKey, type PersonKey } from './cast.ts';
import type { DemoWorld } from './world.ts';

export const DAY = 24;
export type Company = Exclude<CompanyKey, 'third'>;

export interface Question {
  readonly by: PersonKey;
  readonly to: Company;
  readonly seenBy: readonly Company[];
  readonly at: number;
  readonly title: string;
  readonly category: string;
  readonly severity: Severity;
  readonly body: string;
  readonly priority?: Priority;
  readonly labels?: readonly string[];
  /** Such as `UP-04`, and the key of one of its parameters, such as `lactate`. */
  readonly operation?: string;
  readonly parameter?: string;
  /** Hours before now; negative is still to come. */
  readonly due?: number;
  readonly file?: { readonly name: string; readonly text: string };
}
interface Triaged {
  readonly whom?: PersonKey;
  readonly category?: string;
  readonly severity?: Severity;
  readonly priority?: Priority;
}
interface Said {
  readonly passTo?: Company;
  readonly proposed?: boolean;
  /** The same in the other language, added a little later by the same company. */
  readonly twin?: string;
}

/** One ticket of the story: each act is planned at hours before now, and done by the person through the service. */
export class TicketTelling {
  readonly id: string;
  readonly #world: DemoWorld;
  readonly #tickets: TicketsService;

  constructor(world: DemoWorld, question: Question) {
    this.#world = world;
    this.#tickets = world.service(TicketsService);
    this.id = world.id();
    world.plan(question.at, () => this.#raise(question));
  }

  /** Whoever replies has read what was there; `opened` says who else has. */
  reply(at: number, by: PersonKey, body: string, { passTo, proposed = false, twin }: Said = {}): this {
    const messageId = this.#world.id();
    const turn = { proposed, passTo: passTo === undefined ? null : this.#world.parties[passTo].id };
    this.opened(at + 0.02, by);
    this.#world.plan(at, () => this.#tickets.reply(this.#as(by), { ...this.#written(messageId, by, body), ...turn }));
    if (twin !== undefined) this.#translate(at - 0.1, by, messageId, twin);
    return this;
  }

  /** A reply that wants something of a company: it has the turn until it has given it. */
  ask(at: number, by: PersonKey, of: Company, body: string, { twin }: Pick<Said, 'twin'> = {}): this {
    const messageId = this.#world.id();
    const partyId = this.#world.parties[of].id;
    this.opened(at + 0.02, by);
    this.#world.plan(at, () => this.#tickets.ask(this.#as(by), { ...this.#written(messageId, by, body), partyId }));
    if (twin !== undefined) this.#translate(at - 0.1, by, messageId, twin);
    return this;
  }

  /** The company that is asked sorts it in one act; what is not said stays, and whoever sorts it looks after it. */
  triage(at: number, by: PersonKey, { whom = by, ...sorted }: Triaged = {}): this {
    const memberId = this.#world.as(whom).member.id;
    this.#world.plan(at, async () => {
      const { version, category, severity, priority } = await this.#row(by);
      const input = { ...this.#command(), version, category, severity, priority, ...sorted, memberId };
      await this.#tickets.triage(this.#as(by), input);
    });
    return this;
  }

  note(at: number, by: PersonKey, body: string): this {
    this.#world.plan(at, () => this.#tickets.note(this.#as(by), this.#written(this.#world.id(), by, body)));
    return this;
  }

  pass(at: number, by: PersonKey, to: Company): this {
    this.#world.plan(at, () =>
      this.#tickets.pass(this.#as(by), { ...this.#command(), to: this.#world.parties[to].id }),
    );
    return this;
  }

  assign(at: number, by: PersonKey, whom: PersonKey = by): this {
    const memberId = this.#world.as(whom).member.id;
    this.#world.plan(at, () => this.#tickets.assign(this.#as(by), { ...this.#command(), memberId }));
    return this;
  }

  severity(at: number, by: PersonKey, severity: Severity): this {
    return this.amend(at, by, { severity });
  }

  priority(at: number, by: PersonKey, priority: Priority): this {
    return this.amend(at, by, { priority });
  }

  labels(at: number, by: PersonKey, ...labels: string[]): this {
    return this.amend(at, by, { labels });
  }

  /** The step of the process that it is about, and one of its parameters. */
  step(at: number, by: PersonKey, operation: string, parameter: string | null = null): this {
    return this.amend(at, by, { operation, parameter });
  }

  /** Any fields at once: title, category, severity, priority, dueAt, labels, operation, parameter. */
  amend(at: number, by: PersonKey, fields: Omit<AmendInput, 'commandId' | 'ticketId' | 'version'>): this {
    this.#world.plan(at, async () => {
      const { version } = await this.#row(by);
      await this.#tickets.amend(this.#as(by), { ...this.#command(), version, ...fields });
    });
    return this;
  }

  /** Another company than the raiser's finds it less severe, and waits for consent. */
  askSeverity(at: number, by: PersonKey, severity: Severity): this {
    this.#world.plan(at, () => this.#tickets.askSeverity(this.#as(by), { ...this.#command(), severity }));
    return this;
  }

  consent(at: number, by: PersonKey, severity: Severity): this {
    this.#world.plan(at, () => this.#tickets.consent(this.#as(by), { ...this.#command(), severity }));
    return this;
  }

  decline(at: number, by: PersonKey, severity: Severity): this {
    this.#world.plan(at, () => this.#tickets.decline(this.#as(by), { ...this.#command(), severity }));
    return this;
  }

  watch(at: number, ...watchers: PersonKey[]): this {
    for (const by of watchers)
      this.#world.plan(at, () => this.#tickets.watch(this.#as(by), { ...this.#command(), watching: true }));
    return this;
  }

  accept(at: number, by: PersonKey): this {
    this.#world.plan(at, () => this.#tickets.accept(this.#as(by), this.#command()));
    return this;
  }

  reject(at: number, by: PersonKey, reason: string): this {
    this.#world.plan(at, () => this.#tickets.reject(this.#as(by), { ...this.#command(), reason }));
    return this;
  }

  /** By the raiser's company, with the answer in its own words. */
  resolve(at: number, by: PersonKey, resolutionCode: ResolutionCode, answer: string, rootCause = ''): this {
    const input = { resolutionCode, rootCause, messageId: null, answer };
    this.#world.plan(at, () => this.#tickets.resolve(this.#as(by), { ...this.#command(), ...input }));
    return this;
  }

  /** Ends it as a duplicate of another ticket of the story. */
  merge(at: number, by: PersonKey, into: TicketTelling): this {
    const input = { intoId: into.id, linkId: this.#world.id() };
    this.#world.plan(at, () => this.#tickets.merge(this.#as(by), { ...this.#command(), ...input }));
    return this;
  }

  reopen(at: number, by: PersonKey, to: Company, reason: string): this {
    const turnParty = this.#world.parties[to].id;
    this.#world.plan(at, () => this.#tickets.reopen(this.#as(by), { ...this.#command(), reason, turnParty }));
    return this;
  }

  close(at: number, by: PersonKey, resolutionCode: ResolutionCode, rootCause = ''): this {
    this.#world.plan(at, () => this.#tickets.close(this.#as(by), { ...this.#command(), resolutionCode, rootCause }));
    return this;
  }

  cancel(at: number, by: PersonKey, reason: string): this {
    this.#world.plan(at, () => this.#tickets.cancel(this.#as(by), { ...this.#command(), reason }));
    return this;
  }

  share(
    at: number,
    by: PersonKey,
    companies: readonly Company[],
    history: 'whole' | 'from-now-on',
    reason: string,
  ): this {
    const audience = this.#world.audience(...companies);
    this.#world.plan(at, () => this.#tickets.share(this.#as(by), { ...this.#command(), audience, history, reason }));
    return this;
  }

  opened(at: number, ...readers: PersonKey[]): this {
    readers.forEach((reader, place) => {
      const openingId = this.#world.id();
      this.#world.plan(at - place * 0.02, () =>
        this.#tickets.open(this.#as(reader), { ...this.#command(), openingId }),
      );
    });
    return this;
  }

  /** Links it with what has this number in its own feature's table. */
  link(at: number, by: PersonKey, kind: LinkableKind & ('batch' | 'document'), number: string): this {
    this.#world.plan(at, async () => {
      const id = await this.#numbered(by, kind, number);
      if (id === undefined) throw new Error(`no ${kind} ${number} when the story links it`);
      const ends = { from: { kind: 'ticket', id: this.id }, to: { kind, id } } as const;
      await this.#world
        .service(LinksService)
        .link(this.#as(by), { commandId: this.#world.id(), linkId: this.#world.id(), ...ends });
    });
    return this;
  }

  async #raise(question: Question): Promise<void> {
    const { by, to, seenBy, title, category, severity, body, due, file, ...more } = question;
    const { priority = 'normal', labels = [], operation = null, parameter = null } = more;
    const upload = file && { name: file.name, mediaType: 'text/csv', bytes: new TextEncoder().encode(file.text) };
    const fileIds = upload === undefined ? [] : [await this.#world.upload(by, upload)];
    await this.#tickets.raise(this.#as(by), {
      ...this.#written(this.#world.id(), by, body),
      ...{ title, category, severity, fileIds },
      ...{ priority, labels: [...labels], operation, parameter },
      audience: this.#world.audience(...seenBy),
      turnParty: this.#world.parties[to].id,
      dueAt: due === undefined ? null : this.#world.hoursAgo(due),
    });
  }

  #translate(at: number, by: PersonKey, messageId: string, twin: string): void {
    const input = { commandId: this.#world.id(), messageId, version: 1, twin };
    this.#world.plan(at, () => this.#tickets.translate(this.#as(by), input));
  }

  #as(person: PersonKey) {
    return this.#world.as(person).caller;
  }

  #command() {
    return { commandId: this.#world.id(), ticketId: this.id };
  }

  /** Whoever is named with an @ is told. */
  #written(messageId: string, by: PersonKey, body: string) {
    const named = (Object.keys(people) as PersonKey[]).filter((person) => {
      const { name, nameZh } = people[person];
      return person !== by && (body.includes(`@${name}`) || (nameZh !== null && body.includes(`@${nameZh}`)));
    });
    const mentions = named.map((person) => this.#world.as(person).member.id);
    return { ...this.#command(), messageId, body, mentions, fileIds: [] };
  }

  #row(by: PersonKey) {
    return this.#world.service(UnitOfWork).read(this.#as(by), async (tx) => {
      const ticket = await tx.find('ticket', this.id);
      if (ticket === null) throw new Error('the story amends a ticket that its person cannot see');
      return ticket;
    });
  }

  #numbered(by: PersonKey, kind: 'batch' | 'document', number: string): Promise<string | undefined> {
    return this.#world.service(UnitOfWork).read(this.#as(by), async (tx) => {
      const found = await tx.db.execute<{ id: string }>(
        sql`select id from ${sql.identifier(kind)} where number = ${number}`,
      );
      return found.rows[0]?.id;
    });
  }
}
