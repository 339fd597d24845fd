// What `npm run check` and `npm test` consist of, and how a list of steps is run.
import { randomInt } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { capture, node, root, seconds, step, tool } from './run.mjs';

export const results = path.join(root, 'tests', '.out');
const cache = (name) => path.join('node_modules', '.cache', name);

const command = (name, program, args) => ({ name, run: () => capture(program, args), tests: false });
const vitest = (name, projects = [name], more = {}) => ({
  name,
  run: () => runVitest(name, projects, more),
  tests: true,
});

// Journeys, walls, replay and the server's units share one Postgres, and what is made for it; they have a lane for themselves.
const onPostgres = (more) => vitest('server', ['server'], { workers: 2, ...more });
const steps = (postgres) => [
  postgres,
  command('lint', tool('eslint'), ['.', '--max-warnings', '0', '--cache', '--cache-location', cache('eslint/')]),
  command('lint, types', tool('oxlint'), []),
  command('types', tool('turbo'), ['run', 'types', '--output-logs=new-only']),
  vitest('domain, structure, web', ['domain', 'structure', 'web']),
  command('format', tool('oxfmt'), ['--check', '!**/*.svelte']),
  command('generated', node(), [path.join('scripts', 'generated.mjs')]),
];
export const testSteps = steps(onPostgres());
/** A check, which is run often, asks a sixth of the wall's files, and of their larger matrices a part, others each time. */
export function checkSteps() {
  const drawn = drawWalls();
  console.log(`Of tests/walls, this check asks ${drawn.map((file) => path.basename(file, '.test.ts')).join(', ')}.`);
  const files = ['apps/server', 'tests/journeys', 'tests/replay', ...drawn];
  return steps(onPostgres({ files, env: { CROSSFLOW_ONE_IN: '8' } }));
}

function drawWalls() {
  const all = readdirSync(path.join(root, 'tests', 'walls')).filter((name) => name.endsWith('.test.ts'));
  const most = Math.ceil(all.length / 6);
  return Array.from({ length: most }, () => `tests/walls/${all.splice(randomInt(all.length), 1)[0]}`);
}

/** What takes too long for every check. */
export const furtherSteps = [
  command('lint, components', tool('eslint'), [
    ...['**/*.svelte', '--config', 'eslint.components.config.js', '--max-warnings', '0'],
    ...['--cache', '--cache-location', cache('eslint-components/')],
  ]),
  // Ten times as long as all other files together.
  command('format, components', tool('oxfmt'), ['--check', '**/*.svelte']),
];

// Each has the machine for itself: they start browsers and servers, and kill them.
export const aloneSteps = [
  vitest('faults', ['faults'], { workers: 2 }),
  vitest('browser', ['browser'], { workers: 2 }),
];

/** Runs the steps, so many at once, and prints what the failing ones said. Returns their results with counts. */
export async function runSteps(steps, { atOnce }) {
  const waiting = [...steps];
  const done = [];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const current = next;
      const result = await step(current.name, () => current.run());
      done.push({ name: current.name, ...result, counts: result.counts ?? countOne(result.ok) });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  for (const { name, output } of done.filter((result) => !result.ok))
    console.log(`\n─── ${name} ───\n${output.trim()}`);
  return done;
}

export function printSummary(done, ms) {
  console.log('');
  for (const { name, ok, ms: took, counts, tests } of done) {
    const detail = tests ? `${counts.passed} passed, ${counts.failed} failed` : ok ? 'clean' : 'failed';
    console.log(`${ok ? '✓' : '✗'} ${name.padEnd(22)} ${seconds(took).padStart(7)}   ${detail}`);
  }
  const failed = done.filter((result) => !result.ok).length;
  // Last, since a log that is cut is cut at its beginning.
  for (const { name, failures = [] } of done)
    for (const failure of failures) console.log(`\n✗ ${name}: ${failure.test}\n${failure.said}`);
  console.log(
    `\n${failed === 0 ? 'All' : `${failed} of`} ${done.length} steps ${failed === 0 ? 'passed' : 'failed'} in ${seconds(ms)}`,
  );
}

export function sum(done) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { counts } of done) for (const key of Object.keys(total)) total[key] += counts[key];
  return total;
}

export function countOne(ok) {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

async function runVitest(name, projects, { workers = 1, files = [], env }) {
  const file = path.join(results, `${projects[0]}.json`);
  mkdirSync(results, { recursive: true });
  rmSync(file, { force: true });
  const args = [path.join('node_modules', 'vitest', 'vitest.mjs'), 'run', `--maxWorkers=${workers}`];
  args.push('--reporter=default', '--reporter=json', `--outputFile.json=${file}`);
  args.push(...projects.map((project) => `--project=${project}`), ...files);
  const { ok, output } = await capture(node(), args, { env });
  const report = readReport(file);
  const counts = countTests(report, ok);
  const note = `${counts.passed} passed${counts.failed ? `, ${counts.failed} failed` : ''}${counts.skipped ? `, ${counts.skipped} skipped` : ''}`;
  return { ok: ok && counts.failed === 0, output, counts, note, failures: failuresOf(report), tests: true };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

// A file that does not load holds no tests, and an error outside of any test fails none: both still count as one failure.
function countTests(report, ok) {
  if (!report) return countOne(false);
  const failed = report.numFailedTests + report.testResults.filter(isBroken).length;
  const skipped = report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: failed || (ok ? 0 : 1), skipped };
}

function isBroken(suite) {
  return suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed');
}

function failuresOf(report) {
  const suites = report?.testResults ?? [];
  const tests = suites
    .flatMap((suite) => suite.assertionResults)
    .filter((test) => test.status === 'failed')
    .map((test) => ({ test: test.fullName, said: firstLines(test.failureMessages.join('\n')) }));
  const broken = suites.filter(isBroken).map((suite) => ({ test: suite.name, said: firstLines(suite.message ?? '') }));
  return [...tests, ...broken];
}

function firstLines(message) {
  return message.trim().split('\n').slice(0, 80).join('\n');
}
