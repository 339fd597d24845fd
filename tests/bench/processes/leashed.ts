// Loaded into the server before it by `node --import`: ends it gently when the bench is gone, and says how large it is.
import { answerWith, residentMemory } from './answering.ts';

const parts = { memory: residentMemory };
export type LeashedParts = typeof parts;

answerWith(parts, () => process.kill(process.pid, 'SIGTERM'));
