// `npm start`: installs and builds what is missing, then runs the server until Ctrl-C.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, requireNode } from './prepare.mjs';
import { endWithSignals, kill, node, root, signals, start } from './run.mjs';

requireNode();
const letGo = endWithSignals();
await install();
await build();
letGo();

const leash = pathToFileURL(path.join(root, 'scripts', 'leash.mjs')).href;
const server = start(node(), ['--import', leash, 'apps/server/dist/main.js'], {
  stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
  env: { NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'node') },
});
let told = false;
for (const signal of signals) {
  process.on(signal, () => {
    // npm passes on what the terminal has sent already, so one Ctrl-C comes twice: the server hears the first only,
    // drains, stops its Postgres and goes by itself.
    if (told) return;
    told = true;
    server.kill(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM');
    setTimeout(() => kill(server, 'SIGKILL'), 60_000).unref();
  });
}
const { code, signal, error } = await server.ended;
if (error) console.error(`The server could not be started: ${error.message}`);
process.exit(code ?? (signal === 'SIGINT' ? 130 : 143));
