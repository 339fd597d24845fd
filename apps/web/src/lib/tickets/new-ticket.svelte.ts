import { operationCodes } from '@crossflow/domain/reference/operation-names';
import { goto } from '$app/navigation';
import type { Live } from '../kernel/live.svelte.ts';

/** What another page asks about: first words, and the object that the ticket is linked with, as `batch/<id>`. */
export interface About {
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
  /** The step of the process, and one of its parameters. */
  readonly operation: string | null;
  readonly parameter: string | null;
}

/** Whether the dialog for a new ticket is open: any page's key or palette may open it. */
class NewTicket {
  open = $state(false);
  about = $state.raw<About | null>(null);

  /** From another page it opens over the list of tickets. */
  begin(live?: Live): void {
    this.open = true;
    if (live !== undefined && !/\/(tickets|t\/[^/]+)$/.test(location.pathname)) void goto(live.href('/tickets'));
  }
}
/** From an address such as `/tickets?new=1&title=…&body=…&link=batch/<id>`; null where it asks for none. */
export function aboutOf(query: Pick<URLSearchParams, 'get'>): About | null {
  if (query.get('new') === null) return null;
  const [operation, parameter] = [query.get('operation'), query.get('parameter')];
  const step = operationCodes.includes(operation ?? '') ? operation : null;
  return {
    ...{ title: query.get('title') ?? '', body: query.get('body') ?? '', link: query.get('link') },
    ...{ operation: step, parameter: step === null ? null : parameter },
  };
}

export const newTicket = new NewTicket();
