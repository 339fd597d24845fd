import { m } from '@crossflow/i18n';
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
