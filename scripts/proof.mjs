// `npm run proof [-- ids or groups…] [--quick] [--json FILE] [--page]`: the figures that the product produces about itself.
import path from 'node:path';
import { build, findRedis, install, requireNode } from './prepare.mjs';
import { endWithSignals, node, start } from './run.mjs';

requireNode();
await install();
await build();
await findRedis();
endWithSignals();
const measure = start(node(), [path.join('scripts', 'measure.mjs'), ...process.argv.slice(2)], { stdio: 'inherit' });
const { code } = await measure.ended;
process.exit(code ?? 1);
