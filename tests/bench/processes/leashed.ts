// Loaded into the server before it by `node --import`: ends it gently when the bench is gone, and says how large it is.
import { answerWith, PeakMemory, residentMemory } from './answering.ts';

const peak = new PeakMemory();
const parts = { memory: residentMemory, watch: () => peak.watch(), grown: () => peak.grown() };
export type LeashedParts = typeof parts;

answerWith(parts, () => process.kill(process.pid, 'SIGTERM'));
