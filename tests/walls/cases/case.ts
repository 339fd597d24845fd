import type { AnyRow, Knocker } from '../stage.ts';

/** A place in a procedure's input that names a row which must exist. */
export interface Slot {
  readonly kind: string;
  /** Where rows must belong together to be worth calling: whether this one goes with those chosen before it. */
  fits?(row: AnyRow, chosen: readonly AnyRow[], as: Knocker): boolean;
}
export interface Given {
  /** One row for each slot. Its id may be that of a hidden row, or of none. */
  readonly rows: readonly AnyRow[];
  /** Ids for the rows that the call makes, one for each kind of `fresh`. */
  readonly fresh: readonly string[];
  readonly as: Knocker;
}
export interface Case {
  /** Whom the procedure is open to, beside members. */
  readonly door?: 'public' | 'person' | 'operator';
  readonly slots?: readonly Slot[];
  readonly fresh?: readonly string[];
  /** A command that takes a hidden id without a word, as it takes a missing one, and leaves the row alone. */
  readonly passesOver?: true;
  input?(given: Given): unknown;
  /** Of a read: the rows in its answer, by kind. */
  shown?(answer: never): Readonly<Record<string, readonly { id: string }[]>>;
  /** Of a read: whether a row belongs in the answer, for whoever may see it. */
  belongs?(kind: string, row: AnyRow, given: Given): boolean;
}
export type Cases = Readonly<Record<string, Case>>;

/** A row whose `column` names the first chosen one. */
export const of = (column: string) => (row: AnyRow, chosen: readonly AnyRow[]) => row[column] === chosen[0]?.id;
