import source from './batch-process.json' with { type: 'json' };
import { operationShortNames } from './operation-names.ts';

/** Bounds of a value. Either side may be absent; `text` stands for a criterion that is no number, such as "not detected". */
export interface Limits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly text?: string | undefined;
}

export const classifications = ['CPP', 'KPP', 'CQA', 'IPC', 'PA', 'safety'] as const;
export type Classification = (typeof classifications)[number];

/** A process parameter, or a measured attribute, of one unit operation. */
export interface Parameter {
  readonly key: string;
  readonly name: string;
  readonly nameZh: string;
  /** As a chart is headed. */
  readonly shortName: string;
  readonly shortNameZh: string;
  readonly unit: string;
  /** Normal operating range; for an attribute its alert limits, or the acceptance itself where no alert is set. */
  readonly normal: Limits;
  /** Proven acceptable range; for an attribute its acceptance. */
  readonly acceptable: Limits;
  readonly classification: Classification;
  /** Recorded every few minutes by a sensor, not by a person with a sample. */
  readonly online: boolean;
  /** The parameter that takes over from this one on the same chart, as the shifted temperature does. */
  readonly continuedBy: string | null;
}

export interface UnitOperation {
  readonly order: number;
  readonly code: string;
  readonly name: string;
  readonly nameZh: string;
  /** For narrow places such as a bar of a timeline. */
  readonly shortName: string;
  readonly shortNameZh: string;
  readonly area: string;
  readonly typicalHours: number;
  readonly parameters: readonly Parameter[];
}

/** `DS` drug substance, `DP` drug product. */
export type Stage = 'DS' | 'DP';

export const processReference = { version: source.version, disclaimer: source.disclaimer } as const;
export const demoCurve = source.fed_batch_demo_curve;

/** Inoculating this operation is day 0 of the culture. */
export const CULTURE = 'UP-04';

const continuations: Readonly<Record<string, string>> = { 'UP-04/temp': 'temp_shift' };
const parameterShortNames: Readonly<Record<string, readonly [string, string]>> = {
  'UP-04/pco2': ['pCO₂', 'pCO₂'],
  'UP-04/vcd': ['VCD', '活细胞密度'],
  'UP-04/viab': ['Viability', '活率'],
};
const drugProductAreas: readonly string[] = ['drug-product', 'packaging'];

export const unitOperations: readonly UnitOperation[] = source.unit_operations.map((entry) => ({
  order: entry.order,
  code: entry.code,
  name: entry.name,
  nameZh: entry.name_zh,
  shortName: operationShortNames[entry.code]?.[0] ?? entry.name,
  shortNameZh: operationShortNames[entry.code]?.[1] ?? entry.name_zh,
  area: entry.area,
  typicalHours: entry.typical_duration_h,
  parameters: [
    ...entry.parameters.map((parameter) => fromParameter(entry.code, parameter)),
    ...entry.attributes.map((attribute) => fromAttribute(entry.code, attribute)),
  ],
}));

const byCode = new Map(unitOperations.map((operation) => [operation.code, operation]));

/** The unit operations of a stage in their order. */
export function recipe(stage: Stage): readonly UnitOperation[] {
  return unitOperations.filter(({ area }) => drugProductAreas.includes(area) === (stage === 'DP'));
}

export const unitOperation = (code: string): UnitOperation | null => byCode.get(code) ?? null;

export function parameterOf(code: string, key: string): Parameter | null {
  return byCode.get(code)?.parameters.find((parameter) => parameter.key === key) ?? null;
}

/** Whether a value of this parameter is a number, so that it can be charted and compared. */
export const isNumeric = ({ normal }: Pick<Parameter, 'normal'>): boolean =>
  normal.min !== undefined || normal.max !== undefined;

type SourceOperation = (typeof source.unit_operations)[number];
type SourceParameter = SourceOperation['parameters'][number];
type SourceAttribute = SourceOperation['attributes'][number];

function fromParameter(code: string, entry: SourceParameter): Parameter {
  return {
    key: entry.key,
    name: entry.name,
    nameZh: entry.name_zh,
    ...shortened(code, entry),
    unit: entry.unit,
    normal: entry.normal_operating_range,
    acceptable: entry.proven_acceptable_range,
    classification: entry.classification as Classification,
    online: /^(online|continuous)/.test(entry.sampling),
    continuedBy: continuations[`${code}/${entry.key}`] ?? null,
  };
}

function fromAttribute(code: string, entry: SourceAttribute): Parameter {
  const acceptance: Limits = entry.acceptance;
  return {
    key: entry.key,
    name: entry.name,
    nameZh: entry.name_zh,
    ...shortened(code, entry),
    unit: entry.unit,
    normal: 'alert' in entry && entry.alert !== undefined ? { ...acceptance, ...entry.alert } : acceptance,
    acceptable: acceptance,
    classification: entry.classification as Classification,
    online: false,
    continuedBy: null,
  };
}

/** Without what stands in brackets. */
function shortened(code: string, { key, name, name_zh }: { key: string; name: string; name_zh: string }) {
  const bare = (words: string) => words.replace(/\s*[（(].*[)）]\s*$/, '');
  const [shortName, shortNameZh] = parameterShortNames[`${code}/${key}`] ?? [bare(name), bare(name_zh)];
  return { shortName, shortNameZh };
}
