// Compiles the messages with the local plugin only, then gathers the sentences that are looked up by a key made at run time.
// What is generated goes to its place file by file, and only where it differs: whoever reads it meanwhile never finds it missing.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '@inlang/paraglide-js';

const here = fileURLToPath(new URL('.', import.meta.url));
const place = join(here, 'src/generated');
process.chdir(here);
for (const folder of [place, join(here, 'node_modules/.cache')]) await mkdir(folder, { recursive: true });
const made = await mkdtemp(join(here, 'node_modules/.cache/messages-'));

try {
  await compile({
    project: './project.inlang',
    outdir: made,
    strategy: ['globalVariable', 'baseLocale'],
    emitTsDeclarations: true,
    emitReadme: false,
    disableAsyncLocalStorage: true,
  });
  await writeReasons();
  await moveIntoPlace();
} finally {
  await rm(made, { recursive: true, force: true });
}

async function writeReasons() {
  const index = await readFile(join(made, 'messages/_index.js'), 'utf8');
  const keys = [...index.matchAll(/'\.\/((?:\w+_)?reason_\w+)\.js'/g)].map((match) => match[1]);
  const imports = keys.map((key) => `import { ${key} } from './messages/${key}.js';`).join('\n');
  await writeFile(join(made, 'reasons.js'), `${imports}\nexport const reasons = { ${keys.join(', ')} };\n`);
  const sentence = "(inputs?: Record<string, never>, options?: { locale?: 'en' | 'zh-CN' }) => string";
  await writeFile(join(made, 'reasons.d.ts'), `export const reasons: Record<string, (${sentence}) | undefined>;\n`);
}

async function moveIntoPlace() {
  const files = await filesIn(made);
  for (const file of files) {
    const next = await readFile(join(made, file), 'utf8');
    const target = join(place, file);
    if (existsSync(target) && (await readFile(target, 'utf8')) === next) continue;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, next);
  }
  const kept = new Set(files);
  for (const file of await filesIn(place)) if (!kept.has(file)) await rm(join(place, file));
}

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
