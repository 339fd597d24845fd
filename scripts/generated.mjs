// Generates the migrations anew from the tables and finds no difference. (The messages are not kept: each build compiles them.)
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture, root, tool } from './run.mjs';

const kept = path.join(root, 'apps/server/migrations');
const scratch = path.join(root, 'tests', '.out', 'generated');
const made = path.join(scratch, 'migrations');

rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
if (existsSync(kept)) cpSync(kept, made, { recursive: true });
const config = path.join(scratch, 'drizzle.config.json');
const out = path.relative(root, made);
writeFileSync(config, JSON.stringify({ dialect: 'postgresql', schema: './apps/server/src/**/*.table.ts', out }));
const { ok, output } = await capture(tool('drizzle-kit'), ['generate', `--config=${path.relative(root, config)}`]);
if (!ok) fail(`The migrations could not be generated:\n${output}`);

const names = new Set([...list(kept), ...list(made)]);
const different = [...names].filter((name) => read(path.join(kept, name)) !== read(path.join(made, name)));
if (different.length === 0) process.exit(0);
const lines = different.map((name) => `  ${name}`).join('\n');
fail(
  `The tables and the migrations differ. Run \`npm run migrations -w @crossflow/server\` and commit what it writes:\n${lines}`,
);

function fail(message) {
  console.error(message);
  process.exit(1);
}

function list(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
