import type { CountedId } from '../world/tell.ts';
import type { Measured, Scale } from './figure.ts';

/** A figure that is counted by tests while they prove it: so many attempts, and none may fail. */
export interface Counted {
  readonly id: CountedId;
  readonly group: 'wall' | 'input' | 'faults' | 'record';
  readonly title: string;
  /** What one attempt is, in the plural. */
  readonly unit: string;
  /** Under `tests`, whose tests tell it. */
  readonly folder: Folder;
  /** The one file of the folder that does; W1 is told by several. */
  readonly file?: string;
}
export type Folder = 'walls' | 'faults' | 'replay';
interface Told {
  readonly id: CountedId;
  readonly attempts: number;
  readonly failures: number;
}

const of = (
  group: Counted['group'],
  folder: Folder,
  rows: readonly (readonly [id: CountedId, title: string, unit: string, file?: string])[],
): Counted[] => rows.map(([id, title, unit, file]) => ({ id, group, title, unit, folder, ...(file && { file }) }));

export const counted: readonly Counted[] = [
  ...of('wall', 'walls', [
    ['W1', 'leaks and wrong denials of the wall matrix, held against an oracle of its own', 'cells'],
    ['W2', 'answers that differ when others do something hidden', 'answers', 'equality'],
    ['W3', 'marks of private rows found in what others received', 'marks', 'canary'],
    ['W4', 'parts of the wall taken out and not noticed', 'damages', 'mutation'],
  ]),
  ...of('input', 'walls', [
    ['I1', 'bad input answered by an error of the server, or with its insides', 'calls', 'bad-input'],
  ]),
  ...of('faults', 'faults', [
    ['F1', 'acknowledged writes lost by kill -9 of the server', 'writes', 'crash'],
    ['F3', 'writes lost, doubled or refused unclearly while Postgres is taken away', 'writes', 'outages'],
    ['F4', 'acknowledged writes lost while Redis is killed, stalled or flushed', 'writes', 'redis'],
    ['F5', 'devices that after an absence differ by a byte from a fresh bootstrap', 'devices', 'away'],
    ['F6', 'a command sent many times at once that had more than one effect or reply', 'commands', 'crash'],
    ['F8', 'places in which the order follows a clock and not the ledger', 'entries', 'readers'],
    ['F9', 'half files, lost files or unclear refusals on a full disk', 'uploads', 'disk'],
    ['F10', 'readers that stopped and were not cut, or that held up another', 'readers', 'readers'],
    ['F11', 'migrations that a second start does not finish after a cut', 'cuts', 'migration'],
    ['F12', 'entries in another order on a second server of the same database', 'entries', 'crash'],
    ['F13', 'accepted writes lost by an end under load', 'writes', 'outages'],
    ['F15', 'soaks after which the server holds more than before, in clients that came and went', 'clients', 'soak'],
  ]),
  ...of('faults', 'replay', [
    ['F7', 'screens that differ from a fresh bootstrap after lost, doubled and reordered deltas', 'screens', 'replay'],
  ]),
  ...of('record', 'faults', [
    [
      'R3',
      'rows, ledgers and files that a restored backup lacks, or has otherwise',
      'rows, ledgers and files',
      'backup',
    ],
  ]),
  ...of('record', 'walls', [
    ['R4', "rows that a company's export lacks, or that the company may not see", 'rows', 'export'],
  ]),
  ...of('record', 'replay', [
    ['R1', 'tamperings with a downloaded ledger not found, or found at another line', 'tamperings', 'replay'],
    ['R2', 'ledgers with a gap, a broken hash or an entry too many', 'ledgers', 'replay'],
  ]),
];

type Settings = Readonly<Record<string, string>>;
/** How far the tests go; without --quick as far as the design asks where the machine allows it. */
export const scales: Readonly<Record<Folder, Readonly<Record<Scale, Settings>>>> = {
  walls: { quick: {}, full: { CROSSFLOW_ROUNDS: '40' } },
  faults: {
    quick: { CROSSFLOW_SOAK: '100', CROSSFLOW_TIMEOUT: '600000' },
    full: {
      ...{ CROSSFLOW_KILLS: '200', CROSSFLOW_OUTAGES: '20', CROSSFLOW_CUTS: '40', CROSSFLOW_REDIS_OUTAGES: '10' },
      ...{ CROSSFLOW_GAP: '20000', CROSSFLOW_SOAK: '300', CROSSFLOW_TIMEOUT: '3600000' },
    },
  },
  replay: {
    quick: {},
    full: { CROSSFLOW_ROUNDS: '2000', CROSSFLOW_TAMPERINGS: '10000', CROSSFLOW_TIMEOUT: '3600000' },
  },
};

/** Sums what was told up. What was not told at all does not hold. */
export function measuredOf({ id, title, unit }: Counted, told: readonly Told[], scale: Scale): Measured {
  const own = told.filter((one) => one.id === id);
  const attempts = own.reduce((sum, one) => sum + one.attempts, 0);
  const failures = own.reduce((sum, one) => sum + one.failures, 0);
  return {
    ...{ id, title, unit: `of ${attempts} ${unit}`, value: failures, yardstick: null, ratio: null, gate: '= 0' },
    pass: attempts > 0 && failures === 0,
    ...{ rounds: own.length, scale },
    spread: [failures, failures],
  };
}

export function toldIn(text: string): Told[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Told);
}
