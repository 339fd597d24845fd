// Runs the tests that count as they prove, as far as the proof wants them to go, and gathers what they tell.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { counted, measuredOf, scales, toldIn } from '../tests/bench/counted.ts';
import { capture, node } from './run.mjs';

/** Measures these counted figures; `data` is a directory of this run, `progress` is told which tests run. */
export async function count(chosen, { quick, data, progress }) {
  const file = path.join(data, 'told.jsonl');
  const scale = quick ? 'quick' : 'full';
  const failed = [];
  for (const folder of new Set(chosen.map((one) => one.folder))) {
    progress(folder);
    const env = { ...scales[folder][scale], CROSSFLOW_TOLD: file };
    const files = chosen.filter((one) => one.folder === folder).map(({ file = '' }) => file);
    const asked = (files.includes('') ? [''] : files).map((file) => `tests/${folder}/${file}`);
    const args = [path.join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...asked, '--maxWorkers=2'];
    const { ok, output } = await capture(node(), args, { env });
    if (!ok) failed.push(`─── ${folder} ───\n${output.trim()}`);
  }
  const told = existsSync(file) ? toldIn(readFileSync(file, 'utf8')) : [];
  return { figures: chosen.map((one) => measuredOf(one, told, scale)), failed };
}

export { counted };
