import type { Row } from '../record/rows.ts';
import type { Limits, Stage } from '../reference/batch-process.ts';

export const batchTypes = ['engineering', 'toxicology', 'gmp-clinical', 'ppq', 'commercial'] as const;
export type BatchType = (typeof batchTypes)[number];

/** The manufacturing record's state, one for all companies. What may be done with the material is another matter. */
export const batchStates = ['planned', 'issued', 'in-process', 'manufactured', 'testing'] as const;
export type BatchState = (typeof batchStates)[number];

export const operationStates = ['planned', 'running', 'completed', 'aborted'] as const;
export type OperationState = (typeof operationStates)[number];

export const scaleUnits = ['L', 'vials'] as const;
export type ScaleUnit = (typeof scaleUnits)[number];

/** A series of runs in one company's plant. */
export interface Campaign extends Row {
  readonly name: string;
  readonly processVersion: string;
  readonly scale: number;
  readonly scaleUnit: ScaleUnit;
  /** The party whose writers move its batches. */
  readonly makerPartyId: string;
}

/** Another company's own number for the batch. */
export interface Alias {
  readonly partyId: string;
  readonly number: string;
}

export interface Batch extends Row {
  readonly campaignId: string;
  /** Given by the maker, never by us. */
  readonly number: string;
  readonly aliases: readonly Alias[];
  readonly type: BatchType;
  readonly stage: Stage;
  readonly scale: number;
  readonly scaleUnit: ScaleUnit;
  readonly processVersion: string;
  readonly masterRecord: string | null;
  readonly state: BatchState;
  readonly makerPartyId: string;
  /** IANA name of the site's zone: facts of manufacture are told in it. */
  readonly timeZone: string;
  readonly plannedStartAt: string;
  readonly plannedEndAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Inoculation of the production bioreactor: day 0 of the culture. */
  readonly dayZeroAt: string | null;
}

/** One unit operation of a batch. */
export interface Operation extends Row {
  readonly batchId: string;
  readonly order: number;
  /** Code of the unit operation in the reference, such as `UP-04`. */
  readonly code: string;
  readonly state: OperationState;
  readonly plannedStartAt: string;
  readonly plannedEndAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Member ids. */
  readonly startedBy: string | null;
  readonly endedBy: string | null;
}

export interface Acknowledgment {
  readonly memberId: string;
  readonly partyId: string;
  readonly at: string;
}

/** What the maker tells the others about a batch: text, and photos attached as files. */
export interface Update extends Row {
  readonly batchId: string;
  readonly operationId: string | null;
  readonly text: string;
  readonly postedBy: string;
  readonly postedAt: string;
  readonly acknowledgments: readonly Acknowledgment[];
}

/** A result below or above what the method can tell: `<0.05`. */
export type Censor = '<' | '>';

/** One measured value on a chart. */
export interface Point {
  readonly id: string;
  readonly at: string;
  readonly value: number;
  readonly censor: Censor | null;
}

/** Values outside the acceptable range without a break. Open while `to` is null. */
export interface Excursion {
  readonly side: 'below' | 'above';
  /** The first point outside. */
  readonly from: string;
  /** The first point inside again. */
  readonly to: string | null;
  /** The value farthest outside. */
  readonly worst: number;
}

/** The range of points that one entry brought. */
export interface Appended {
  readonly count: number;
  readonly from: string;
  readonly to: string;
  readonly enteredAt: string;
  readonly enteredBy: string;
  readonly source: string;
}

/** One parameter of one operation: its ranges as they stood when it began, and its newest points. */
export interface Series extends Row {
  readonly batchId: string;
  readonly operationId: string;
  /** Key of the parameter in the reference. */
  readonly parameter: string;
  readonly unit: string;
  readonly normal: Limits;
  readonly acceptable: Limits;
  readonly setPoint: number | null;
  /** Readings that stand; corrected ones are not counted. */
  readonly count: number;
  readonly last: readonly Point[];
  readonly excursions: readonly Excursion[];
  readonly appended: Appended | null;
  /** SHA-256 over the digest before and the readings that came, so that the entry vouches for rows it does not hold. */
  readonly digest: string;
}

/** One value as it was entered. It is never edited: a correction is another reading that supersedes it. */
export interface Reading extends Row {
  readonly seriesId: string;
  readonly batchId: string;
  readonly value: number;
  readonly censor: Censor | null;
  /** When it was measured. */
  readonly at: string;
  readonly enteredAt: string;
  readonly enteredBy: string;
  /** `manual`, or the name of the system that sent it. */
  readonly source: string;
  /** Entered more than an hour after it was measured. */
  readonly late: boolean;
  /** Why it came late, or why it corrects another. */
  readonly reason: string | null;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
}

export interface ManufacturingRows {
  campaign: Campaign;
  batch: Batch;
  operation: Operation;
  update: Update;
  series: Series;
  reading: Reading;
}

/** Day of the culture at an instant; null before inoculation. Day 0 is the day of inoculation. */
export function cultureDay({ dayZeroAt }: Pick<Batch, 'dayZeroAt'>, at: string): number | null {
  return dayZeroAt === null ? null : Math.floor((Date.parse(at) - Date.parse(dayZeroAt)) / 86_400_000);
}
