import { parameterOf } from '@crossflow/domain/reference/batch-process';
import { seatBit, sees, type Audience } from '@crossflow/domain/access/audience';
import { ticketCategory, type Severity } from '@crossflow/domain/reference/ticket-taxonomy';
import type { Priority } from '@crossflow/domain/tickets/ticket';
import { drafts } from '../kernel/drafts.ts';
import type { Live } from '../kernel/live.svelte.ts';
import type { About } from './new-ticket.svelte.ts';

interface Question {
  readonly title: string;
  readonly category: string;
  readonly severity: Severity;
  readonly audience: Audience;
  readonly turnParty: string;
  readonly body: string;
  readonly priority: Priority;
  readonly labels: readonly string[];
  /** Empty where none is chosen, as fields of forms are. */
  readonly operation: string;
  readonly parameter: string;
  /** What it is about, as `batch/<id>`: linked once it is raised. */
  readonly links: readonly string[];
}

/** A question as a device keeps it. The companies by id: a seat may be another company's by the time it is read again. */
type Kept = Omit<Question, 'audience'> & { readonly parties: readonly string[] };

/** A question not asked yet. Its category says who usually sees and answers it; nothing starts wider than the own company. */
export class RaiseDraft implements Question {
  title = $state('');
  category = $state('');
  severity = $state<Severity>('S3');
  audience = $state<Audience>(0);
  turnParty = $state('');
  body = $state('');
  priority = $state<Priority>('normal');
  labels = $state.raw<readonly string[]>([]);
  operation = $state('');
  parameter = $state('');
  links = $state.raw<readonly string[]>([]);
  /** The name of its composer: uploads are kept under it. */
  readonly name: string;
  readonly #live: Live;

  constructor(live: Live) {
    this.#live = live;
    this.name = `ticket/new/${live.membership.memberId}`;
    Object.assign(this, emptyQuestion(live), readKept(this.name, live));
  }

  /** Whether anything was said or chosen. */
  get begun(): boolean {
    return JSON.stringify(this.#kept()) !== JSON.stringify(keptOf(emptyQuestion(this.#live), this.#live));
  }

  set(changes: Partial<Question>): void {
    Object.assign(this, changes);
    drafts.write(this.name, this.begun ? JSON.stringify(this.#kept()) : '');
  }

  /** Empties it, and gives what it was. */
  clear(): Question {
    const before = questionOf(this);
    this.set(emptyQuestion(this.#live));
    return before;
  }

  /** What another page asks about goes after what was being written, once. */
  begin({ title, body, operation, parameter, link }: About): void {
    const added = body === '' || this.body.includes(body) ? [this.body] : [this.body, body];
    this.set({
      title: this.title || title,
      body: added.filter(Boolean).join('\n\n'),
      links: link === null || this.links.includes(link) ? this.links : [...this.links, link],
      ...(operation !== null && { operation, parameter: parameterOf(operation, parameter ?? '')?.key ?? '' }),
    });
  }

  choose(code: string): void {
    const category = ticketCategory(code);
    if (category === undefined) return;
    const audience = usualAudience(code, this.#live);
    this.set({ category: code, severity: category.typicalSeverity, audience, turnParty: '' });
    this.set({ turnParty: likelyAnswerer(this, this.#live) });
  }

  #kept(): Kept {
    return keptOf(questionOf(this), this.#live);
  }
}

const emptyQuestion = (live: Live): Question => ({
  title: '',
  category: '',
  severity: 'S3',
  audience: live.actor.seat,
  turnParty: live.membership.partyId,
  body: '',
  priority: 'normal',
  labels: [],
  operation: '',
  parameter: '',
  links: [],
});

function questionOf(draft: Question): Question {
  const { title, category, severity, audience, turnParty, body, priority, labels, operation, parameter, links } = draft;
  return { title, category, severity, audience, turnParty, body, priority, labels, operation, parameter, links };
}

function keptOf({ audience, ...rest }: Question, live: Live): Kept {
  const parties = live.rows('party').filter(({ seat }) => sees(seatBit(seat), audience));
  return { ...rest, parties: parties.map(({ id }) => id) };
}

/** Of companies that are gone since, and of what this device can no longer read, nothing is left. */
function readKept(name: string, live: Live): Partial<Question> {
  try {
    const { parties = [], ...rest } = JSON.parse(drafts.read(name) || '{}') as Partial<Kept>;
    const there = live.rows('party').filter(({ id }) => parties.includes(id));
    return { ...rest, audience: there.reduce((all, { seat }) => all | seatBit(seat), live.actor.seat) };
  } catch {
    return {};
  }
}

/** The company that usually answers questions of this category, as far as it sees this one. */
export function likelyAnswerer({ category, audience }: Pick<Question, 'category' | 'audience'>, live: Live): string {
  const kinds = ticketCategory(category)?.resolverKinds ?? [];
  const own = live.membership.partyId;
  const others = live.rows('party').filter(({ id, seat }) => id !== own && sees(seatBit(seat), audience));
  const usual = kinds.map((kind) => others.find((party) => party.kind === kind)).find((party) => party !== undefined);
  return (usual ?? others[0])?.id ?? own;
}

/** The companies of the usual kinds. Of two of one kind none is chosen: they may not be meant to meet. */
function usualAudience(code: string, live: Live): Audience {
  const kinds = ticketCategory(code)?.audienceKinds ?? [];
  const usual = kinds.flatMap((kind) => {
    const parties = live.rows('party').filter((party) => party.kind === kind);
    return parties.length === 1 ? parties : [];
  });
  return usual.reduce((audience, { seat }) => audience | seatBit(seat), live.actor.seat);
}
