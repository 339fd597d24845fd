import { m } from '@crossflow/i18n';
import type { Live } from './live.svelte.ts';
import { notCopied } from './say.ts';

/** The words every `Region` needs: `<Region labels={regionLabels()} …>`. */
export const regionLabels = () => ({
  loading: m.kernel_loading(),
  retry: m.kernel_retry(),
  copy: m.kernel_copy(),
  copied: m.kernel_copied(),
  notCopied,
  offline: m.kernel_pill_offline(),
});

/** What a `Region` is whose rows could not be fetched: nobody can be reached from here, or something went wrong. */
export const unfetched = (live: Live): 'offline' | 'error' =>
  live.connection.state === 'offline' ? 'offline' : 'error';
