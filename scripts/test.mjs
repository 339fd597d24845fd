// `npm test`: all of `npm run check`, then faults and browser. Sets up what it needs and leaves nothing running.
import { build, findRedis, install, requireNode } from './prepare.mjs';
import { endAll, endWithSignals } from './run.mjs';
import { aloneSteps, countOne, furtherSteps, printSummary, runSteps, sum, testSteps } from './steps.mjs';
import { sweep, useTestDirectory } from './sweep.mjs';

requireNode();
const since = Date.now();
useTestDirectory({ inMemory: true });
endWithSignals(sweep);
await install();
await build();
await findRedis();
const done = [
  ...(await runSteps([...furtherSteps, ...testSteps], { atOnce: 2 })),
  ...(await runSteps(aloneSteps, { atOnce: 1 })),
];
await endAll();
const left = await sweep();
if (left.length > 0) console.log(`\nThese were left running and have been ended:\n${left.join('\n')}`);
done.push({ name: 'nothing left over', ok: left.length === 0, ms: 0, counts: countOne(left.length === 0) });

printSummary(done, Date.now() - since);
const { passed, failed, skipped } = sum(done);
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);
