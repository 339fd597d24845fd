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
  readonly operation: string;
  readonly parameter: string;
}

/** A question not asked yet. Its category says who usually sees and answers it; nothing starts wider than the own company. */
export class RaiseDraft {
  title = $state('');
  category = $state('');
  severity = $state<Severity>('S3');
  audience = $state<Audience>(0);
  turnParty = $state('');
  body = $state('');
  priority = $state<Priority>('normal');
  labels = $state.raw<readonly string[]>([]);
  /** Empty where none is chosen, as fields of forms are. */
  operation = $state('');
  parameter = $state('');
  readonly #live: Live;
  readonly #name: string;

  constructor(live: Live) {
    this.#live = live;
    this.#name = `ticket/new/${live.membership.memberId}`;
    const { title = '', body = '' } = JSON.parse(drafts.read(this.#name) || '{}') as Partial<Question>;
    Object.assign(this, { ...emptyQuestion(live), title, body });
  }

  set(changes: Partial<Question>): void {
    Object.assign(this, changes);
    const { title, body } = this;
    drafts.write(this.#name, title === '' && body === '' ? '' : JSON.stringify({ title, body }));
  }

  /** What another page asks about goes after what was being written. */
  begin({ title, body, operation, parameter }: About): void {
    this.set({ title: this.title || title, body: this.body === '' ? body : `${this.body}\n\n${body}` });
    this.set({ operation: operation ?? '', parameter: parameter ?? '' });
  }

  choose(code: string): void {
    const category = ticketCategory(code);
    if (category === undefined) return;
    const audience = usualAudience(code, this.#live);
    this.set({ category: code, severity: category.typicalSeverity, audience, turnParty: '' });
    this.set({ turnParty: likelyAnswerer(this, this.#live) });
  }
}

export const emptyQuestion = (live: Live): Question => ({
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
});

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
