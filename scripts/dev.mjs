// `npm run dev`: server and web watch their sources, and messages are compiled as they change. One Ctrl-C stops all of it.
import { watch } from 'node:fs';
import path from 'node:path';
import { install, requireNode, stop } from './prepare.mjs';
import { capture, endAll, endWithSignals, node, paint, root, signals, start, step, tool } from './run.mjs';

requireNode();
let told = false;
endWithSignals();
for (const signal of signals) process.on(signal, () => (told = true));
await install();
const compile = () => capture(tool('turbo'), ['run', 'build', '--filter=@crossflow/i18n', '--output-logs=errors-only']);
const first = await step('Messages', compile);
if (!first.ok) stop('The messages could not be compiled.', first.output, first.code);

const serverUrl = `http://127.0.0.1:${process.env.PORT ?? '3000'}`;
const watched = ['watch', '--clear-screen=false', '--tsconfig', 'apps/server/tsconfig.json', 'apps/server/src/main.ts'];
const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
const ends = [
  run('server', '36', tool('tsx'), watched),
  run('web', '35', node(), [vite, 'dev'], { cwd: path.join(root, 'apps/web'), env: { CROSSFLOW_SERVER: serverUrl } }),
];
compileOnChange();
const ended = await Promise.race(ends);
// After Ctrl-C the signal's own handler goes on to the end.
if (!told) {
  console.error(`\nThe ${ended.name} process has ended${ended.error ? `: ${ended.error.message}` : ''}.`);
  await endAll();
  process.exit(ended.code || 1);
}

async function run(name, color, command, args, options = {}) {
  const child = start(command, args, options);
  const label = paint(color, `${name.padEnd(8)} │ `);
  for (const stream of [child.stdout, child.stderr]) printLines(stream, label);
  return { name, ...(await child.ended) };
}

function printLines(stream, label) {
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) process.stdout.write(`${label}${line}\n`);
  });
}

function compileOnChange() {
  let waiting;
  watch(path.join(root, 'packages/i18n/messages'), { recursive: true }, () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const { ok, output } = await step('Messages', compile);
      if (!ok) console.error(output);
    }, 200);
  });
}
