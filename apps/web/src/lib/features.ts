import type { Feature } from './kernel/feature.ts';
import { organizations } from './organizations/organizations.feature.ts';

/** One line for each feature; the order is that of equal things on shared screens. */
export const features: readonly Feature[] = [organizations];
