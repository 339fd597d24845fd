import type { Held } from '@crossflow/domain/clocks/hours-held';
import { monthAt } from '@crossflow/domain/clocks/hours-held';
import { calls } from '../kernel/calls.ts';
import type { Live } from '../kernel/live.svelte.ts';

/** The hours each company held the turn this month, over all that the reader sees; asked again when a turn moves. */
export class HoursHeld {
  status = $state<'loading' | 'ready' | 'failed'>('loading');
  #sums = $state.raw<readonly Held[]>([]);

  of(partyId: string): Held | undefined {
    return this.#sums.find((held) => held.partyId === partyId);
  }

  async read(live: Live): Promise<void> {
    const zone = live.get('party', live.membership.partyId)?.timeZone ?? 'UTC';
    try {
      this.#sums = await calls.clocks.held.query({ month: monthAt(Date.now(), zone) });
      this.status = 'ready';
    } catch {
      if (this.status === 'loading') this.status = 'failed';
    }
  }
}
