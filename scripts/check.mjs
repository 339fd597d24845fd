// `npm run check`: everything that can be known without a build, a browser and breaking things on purpose.
import { generate, install, requireNode } from './prepare.mjs';
import { endWithSignals } from './run.mjs';
import { checkSteps, printSummary, runSteps } from './steps.mjs';
import { sweep, useTestDirectory } from './sweep.mjs';

requireNode();
const since = Date.now();
useTestDirectory({ inMemory: true });
endWithSignals(sweep);
await install();
await generate();
const done = await runSteps(checkSteps(), { atOnce: 2 });
await sweep();
printSummary(done, Date.now() - since);
process.exit(done.every((result) => result.ok) ? 0 : 1);
