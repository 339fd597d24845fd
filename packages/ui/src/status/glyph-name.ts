export type GlyphName =
  | 'missing'
  | 'not-started'
  | 'draft'
  | 'in-progress'
  | 'in-review'
  | 'on-hold'
  | 'approved'
  | 'rejected'
  | 'released'
  | 'differs'
  | 'effective'
  | 'superseded'
  | 'above'
  | 'below'
  | 'deviation'
  | 'not-needed';

export type GlyphTone = 'ink' | 'bad' | 'good' | 'dim';

const tones: Partial<Record<GlyphName, GlyphTone>> = {
  missing: 'bad',
  'on-hold': 'bad',
  rejected: 'bad',
  above: 'bad',
  below: 'bad',
  released: 'good',
  approved: 'dim',
  superseded: 'dim',
  'not-needed': 'dim',
};

/** Red is for missing, hold, reject and excursion; green for released alone; done things are grey. */
export const glyphTone = (glyph: GlyphName): GlyphTone => tones[glyph] ?? 'ink';
