// What `npm run proof` starts, once all is installed and built: measures the figures, prints them, and writes them where asked.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { figures } from '../tests/bench/index.ts';
import { run } from '../tests/bench/figure.ts';
import { commit, machine } from '../tests/bench/machine.ts';
import { html } from '../tests/bench/html.ts';
import { page } from '../tests/bench/page.ts';
import { table } from '../tests/bench/report.ts';
import { openStage } from '../tests/bench/stage.ts';
import { count, counted } from './counted.mjs';
import { serveDemo } from './demo-server.mjs';
import { endAll, endWithSignals, root } from './run.mjs';

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const keep = args.includes('--page');
const at = args.indexOf('--json');
const file = at === -1 ? null : args[at + 1];
const asked = args.filter((arg, place) => !arg.startsWith('--') && (at === -1 || place !== at + 1));
const isAsked = ({ id, group }) =>
  asked.length === 0 || asked.some((word) => [id, id.replace(/[a-z]$/, ''), group].includes(word));
const chosen = figures.filter(isAsked);
const chosenCounted = counted.filter(isAsked);
if (chosen.length + chosenCounted.length === 0) {
  const known = [...new Set([...figures, ...counted].flatMap(({ id, group }) => [id, group]))].join(', ');
  console.error(`There is no figure named ${asked.join(', ')}. These there are: ${known}.`);
  process.exit(1);
}

const machineNow = machine();
const now = commit(root);
const data = mkdtempSync(path.join(tmpdir(), 'crossflow-proof-'));
let stage;
const cleanUp = async () => {
  await stage?.close();
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
};
endWithSignals(cleanUp);
const failed = [];
const measured = [];
try {
  if (chosen.length > 0) await measureAll(chosen);
  if (chosenCounted.length > 0) {
    const progress = (folder) => console.log(`Counting what the tests of ${folder} prove`);
    const result = await count(chosenCounted, { quick, data, progress });
    measured.push(...result.figures);
    failed.push(...result.failed);
  }
  const report = writeReport();
  console.log(`\n${table(report)}`);
  if (keep) keepReport(report);
} finally {
  await endAll(30_000);
  await cleanUp();
}
for (const output of failed) console.error(`\n${output}`);
process.exit(failed.length === 0 ? 0 : 1);

/** What has been measured so far: a run of an hour that breaks off loses no figure. */
function writeReport() {
  const report = { machine: machineNow, commit: now, figures: measured.map((one) => ({ ...one, commit: now })) };
  if (!file) return report;
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(file.replace(/(\.json)?$/, '.html'), html(report));
  return report;
}

/** The page is made of the kept report alone; figures that were not measured now stay as they were kept. */
function keepReport(report) {
  const kept = path.join(root, 'tests', 'bench', 'kept.json');
  const before = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')).figures : [];
  const all = [...figures, ...counted].flatMap(({ id }) =>
    [report, { figures: before }].flatMap((one) => one.figures.filter((figure) => figure.id === id)).slice(0, 1),
  );
  const whole = { ...report, figures: all };
  writeFileSync(kept, `${JSON.stringify(whole, null, 2)}\n`);
  writeFileSync(path.join(root, 'tests', 'PROOF.md'), page(whole));
}

async function measureAll(some) {
  stage = openStage(() => serveDemo(path.join(data, 'demo')), data);
  for (const figure of some) {
    const progress = (round, of) => process.stdout.write(`\r${figure.id} ${figure.title}: round ${round} of ${of}   `);
    try {
      measured.push(await run(figure, stage, quick, progress));
      writeReport();
    } catch (error) {
      failAt(figure.id, error);
    }
    process.stdout.write('\n');
  }
  const opened = stage;
  stage = undefined;
  await opened.close().catch((error) => failAt('closing', error));
}

/** The others are measured all the same; the run fails in the end. */
function failAt(place, error) {
  failed.push(`─── ${place} ───\n${error.stack ?? error}`);
}
