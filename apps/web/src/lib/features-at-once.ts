import { fetchReasons } from '@crossflow/i18n';
import { clocksAtOnce } from './clocks/at-once.ts';
import { documentsAtOnce } from './documents/at-once.ts';
import type { AtOnce } from './kernel/feature.ts';
import { useFeatures } from './kernel/registry.ts';
import { manufacturingAtOnce } from './manufacturing/at-once.ts';
import { organizationsAtOnce } from './organizations/at-once.ts';
import { recordAtOnce } from './record/at-once.ts';
import { ticketsAtOnce } from './tickets/at-once.ts';

/** Of the features that have pages, where these are: known before anything else of them has been fetched. */
const featuresAtOnce: readonly AtOnce[] = [
  ...[organizationsAtOnce, clocksAtOnce, manufacturingAtOnce, ticketsAtOnce],
  ...[documentsAtOnce, recordAtOnce],
];

// Here, because pages ask for features before any component is made.
useFeatures(featuresAtOnce, async () => {
  const [{ features }] = await Promise.all([import('./features.ts'), fetchReasons()]);
  return features;
});
