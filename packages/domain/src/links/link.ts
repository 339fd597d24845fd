import type { Kind, Row } from '../record/rows.ts';

/** Two objects that belong together. Its audience is what both have in common. */
export interface Link extends Row {
  readonly fromKind: Kind;
  readonly fromId: string;
  readonly toKind: Kind;
  readonly toId: string;
  readonly linkedBy: string;
  readonly linkedAt: string;
}

export interface LinkRows {
  link: Link;
}
