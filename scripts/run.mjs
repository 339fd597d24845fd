// Child processes and named steps, for the scripts beside it. Node's own modules only: it runs before the install.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const windows = process.platform === 'win32';
const bins = path.join(root, 'node_modules', '.bin');
/** A program of the dependencies. */
export const tool = (name) => path.join(bins, windows ? `${name}.cmd` : name);
const ownGroup = !windows;
const running = new Set();
const terminal = process.stdout.isTTY === true;

/** The Node of package.json's devDependencies once it is installed; the one that runs this where npm has none for the platform. */
export function node() {
  const pinned = path.join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
  return existsSync(pinned) ? pinned : process.execPath;
}

export function environment(more = {}) {
  const separator = path.delimiter;
  return {
    ...process.env,
    PATH: `${bins}${separator}${path.dirname(node())}${separator}${process.env.PATH ?? ''}`,
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    ...more,
  };
}

/** Starts a process in a group of its own, so that it and all it starts can be ended together. */
export function start(command, args, { stdio = ['ignore', 'pipe', 'pipe'], env = {}, cwd = root } = {}) {
  const options = {
    cwd,
    stdio,
    env: environment(env),
    detached: ownGroup,
    shell: windows && command.endsWith('.cmd'),
  };
  const child = spawn(command, args, options);
  running.add(child);
  child.ended = new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 127, signal: null, error }));
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  child.ended.then(() => running.delete(child));
  return child;
}

export function kill(child, signal) {
  try {
    if (ownGroup) process.kill(-child.pid, signal);
    else spawn('taskkill', ['/pid', String(child.pid), '/t', '/f']);
  } catch {
    // Already gone.
  }
}

let ending;

/** Ends all that was started, whole groups: gently, once, then by force. */
export function endAll(patience = 10_000) {
  ending ??= endGroups(patience);
  return ending;
}

async function endGroups(patience) {
  const children = [...running];
  for (const child of children) kill(child, 'SIGTERM');
  const timer = setTimeout(() => children.forEach((child) => kill(child, 'SIGKILL')), patience);
  await Promise.all(children.map((child) => child.ended));
  clearTimeout(timer);
}

export const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Ctrl-C and its like end everything that was started, then `cleanUp` runs, then this process goes. Returns how to undo that. */
export function endWithSignals(cleanUp = async () => {}) {
  let told = false;
  const end = async (signal) => {
    if (told) return;
    told = true;
    clearLine();
    await endAll();
    await cleanUp();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  for (const signal of signals) process.on(signal, end);
  return () => signals.forEach((signal) => process.off(signal, end));
}

/** Runs a command to its end and keeps what it says. */
export async function capture(command, args, options) {
  const child = start(command, args, options);
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const { code, signal, error } = await child.ended;
  kill(child, 'SIGKILL');
  return { ok: code === 0, code: code ?? (signal ? 1 : 0), output: error ? `${output}${error.message}\n` : output };
}

const current = new Map();
let ticker;

/** Shows `name` as running while `work` does, then a line with the time it took. `work` gives `{ ok, note? }`. */
export async function step(name, work) {
  const since = Date.now();
  current.set(name, since);
  ticker ??= terminal ? setInterval(showRunning, 200).unref() : undefined;
  const result = await work();
  current.delete(name);
  clearLine();
  const mark = result.ok ? paint('32', '✓') : paint('31', '✗');
  console.log(
    `${mark} ${name.padEnd(22)} ${seconds(Date.now() - since).padStart(7)}${result.note ? `   ${result.note}` : ''}`,
  );
  return { ...result, ms: Date.now() - since };
}

export function seconds(ms) {
  return ms < 9950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}

export function paint(color, text) {
  return terminal && !process.env.NO_COLOR ? `\u001b[${color}m${text}\u001b[0m` : text;
}

function showRunning() {
  if (current.size === 0) return;
  const names = [...current].map(([name, since]) => `${name} ${Math.round((Date.now() - since) / 1000)} s`);
  process.stdout.write(`\r\u001b[K… ${names.join(', ')}`);
}

function clearLine() {
  if (terminal) process.stdout.write('\r\u001b[K');
}
