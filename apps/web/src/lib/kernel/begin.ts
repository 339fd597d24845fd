import { readAhead } from './rows-on-disk.ts';
import { session } from './session.svelte.ts';

/** Who is here is asked, and what this device keeps of the program is read, while the page's code is on its way. Once. */
export function begin(program: string | undefined): void {
  if (session.status !== 'asking') return;
  void session.load();
  const membership = session.actingIn(program);
  if (membership !== null) readAhead(membership.memberId);
}
