// What must be there before anything runs: the right Node, the dependencies, the build. Each only when something changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture, root, step, tool } from './run.mjs';

const modules = path.join(root, 'node_modules');
const installStamp = path.join(modules, '.crossflow-install');
const buildStamp = path.join(modules, '.crossflow-build');
const lockFile = path.join(root, 'package-lock.json');
const made = new Set([
  'node_modules',
  'dist',
  'build',
  'generated',
  'cache',
  '.svelte-kit',
  '.turbo',
  '.data',
  '.meta.json',
]);
const redisPrograms = [process.env.REDIS_SERVER_PATH, '/usr/bin/redis-server', '/usr/bin/redis-check-rdb'].filter(
  Boolean,
);
const aptGet = '/usr/bin/apt-get';
const outputs = ['apps/server/dist/main.js', 'apps/web/build/index.html', 'packages/i18n/src/generated/messages.js'];

export function requireNode() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major >= 20) return;
  console.error(
    `Crossflow needs Node 20 or newer to start; this is ${process.versions.node}. Install one from nodejs.org and try again.`,
  );
  process.exit(1);
}

export async function install() {
  if (isInstalled()) return;
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : [npmCommand()];
  const [command, ...before] = npm;
  // The tools for building and testing are devDependencies, so they are wanted even where NODE_ENV says production.
  const args = [...before, 'ci', '--loglevel=error', '--no-fund', '--no-audit', '--include=dev', '--include=optional'];
  const { ok, output, code } = await step('Install', () => capture(command, args));
  if (!ok)
    stop('The dependencies could not be installed (npm ci failed). Check the network and try again.', output, code);
  writeFileSync(installStamp, lockHash());
}

export async function build() {
  const inputs = inputsHash();
  if (read(buildStamp) === inputs && outputs.every((file) => existsSync(path.join(root, file)))) return;
  const { ok, output, code } = await step('Build', () =>
    capture(tool('turbo'), ['run', 'build', 'sync', '--output-logs=new-only']),
  );
  if (!ok) stop('The build failed.', output, code);
  writeFileSync(buildStamp, inputs);
}

/** What the sources import and nobody wrote: enough for all that does not run what was built. */
export async function generate() {
  const { ok, output, code } = await step('Generate', () =>
    capture(tool('turbo'), ['run', '@crossflow/i18n#build', '@crossflow/web#sync', '--output-logs=new-only']),
  );
  if (!ok) stop('The messages and the types of the pages could not be made.', output, code);
}

/** A Redis for the tests that take it away. Debian's tools hold the server and start none. Where it cannot be had, they are skipped. */
export async function findRedis() {
  if (redisPrograms.some((program) => existsSync(program))) return;
  if (process.getuid?.() !== 0 || !existsSync(aptGet)) return;
  await step('Redis', async () => {
    const brief = ['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=15', '-o', 'DPkg::Lock::Timeout=30'];
    const apt = (...args) => capture(aptGet, [...brief, ...args], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
    const add = () => apt('install', '-y', '--no-install-recommends', 'redis-tools');
    const { ok } = await add();
    const there = ok || ((await apt('update')).ok && (await add()).ok);
    return { ok: true, note: there ? undefined : 'not to be had, its tests are skipped' };
  });
}

export function stop(message, output, code) {
  console.error(`\n${output.trim()}\n\n${message}`);
  process.exit(code || 1);
}

// npm writes node_modules/.package-lock.json last, so one newer than the lock file is a finished install by hand.
function isInstalled() {
  const hidden = path.join(modules, '.package-lock.json');
  if (!existsSync(hidden)) return false;
  return read(installStamp) === lockHash() || statSync(hidden).mtimeMs > statSync(lockFile).mtimeMs;
}

function lockHash() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}

function inputsHash() {
  const hash = createHash('sha256').update(process.platform).update(lockHash());
  for (const name of ['package.json', 'turbo.json', 'tsconfig.base.json']) addFile(hash, path.join(root, name));
  for (const name of ['apps', 'packages']) addFolder(hash, path.join(root, name));
  return hash.digest('hex');
}

function addFolder(hash, folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (made.has(entry.name) || entry.name.endsWith('.test.ts')) continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, file);
    else addFile(hash, file);
  }
}

function addFile(hash, file) {
  const { size, mtimeMs } = statSync(file);
  hash.update(`${path.relative(root, file)} ${size} ${mtimeMs}\n`);
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function npmCommand() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}
