import { clocks } from './clocks/clocks.feature.ts';
import { documents } from './documents/documents.feature.ts';
import type { Feature } from './kernel/feature.ts';
import { links } from './links/links.feature.ts';
import { manufacturing } from './manufacturing/manufacturing.feature.ts';
import { organizations } from './organizations/organizations.feature.ts';
import { record } from './record/record.feature.ts';
import { tickets } from './tickets/tickets.feature.ts';
import { views } from './views/views.feature.ts';

/** One line for each feature; the order is that of equal things on shared screens. */
export const features: readonly Feature[] = [
  ...[organizations, clocks, manufacturing, tickets],
  ...[documents, links, views, record],
];
