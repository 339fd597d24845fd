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
/** What the shell and the pages of tickets never say. */
const restOnly = /^(documents|manufacturing|links|search)_(?!reason_)/;
const everywhere = /^(kernel|organizations)_/;
const form =
  /const en_\w+ = \/\*\*.*?\*\/ (\(.*?\n?\});?\n+const zh_\w+ = \/\*\*.*?\*\/ (\(.*?\});?\n+\/\*\*.*export const (\w+) = /s;
const typeOfInputs = /@typedef \{(\{.*?\})\} \w+Inputs \*\//;
const made = await mkdtemp(join(here, 'node_modules/.cache/messages-'));

try {
  await compile({
    project: './project.inlang',
    outdir: made,
    strategy: ['globalVariable', 'baseLocale'],
    emitReadme: false,
    disableAsyncLocalStorage: true,
  });
  await writeTypes(await splitLanguages());
  await keepPluralRules();
  await writeReasons();
  await moveIntoPlace();
} finally {
  await rm(made, { recursive: true, force: true });
}
// The compiler leaves a timer running that would hold this process for half a minute.
process.exit();

/** English stays in each message, where what is not read falls away; Chinese is gathered, for whoever reads it. */
async function splitLanguages() {
  const names = (await readdir(join(made, 'messages'))).filter((name) => /^[a-z]\w*\.js$/.test(name)).sort();
  const chinese = { first: [], rest: [] };
  const inputs = {};
  for (const [place, name] of names.entries()) {
    const file = join(made, 'messages', name);
    const text = await readFile(file, 'utf8');
    const [, english, other, key] = (text.match(form) ?? fail(name)).map(plainly);
    inputs[key] = (text.match(typeOfInputs) ?? fail(name))[1];
    const id = place.toString(36);
    const needs = english.includes('registry.') ? "import * as registry from '../registry.js';\n" : '';
    const message = `export const ${key} = /* @__PURE__ */ say('${id}', ${english});\n`;
    await writeFile(file, `/* eslint-disable */\nimport { say } from '../../say.ts';\n${needs}${message}`);
    chinese[restOnly.test(key) ? 'rest' : 'first'].push(`  '${id}': ${other},\n`);
  }
  for (const [part, sentences] of Object.entries(chinese)) {
    const text = `import * as registry from './registry.js';\nexport const sentences = {\n${sentences.join('')}};\n`;
    await writeFile(join(made, `chinese-${part}.js`), text);
    const type = "export const sentences: Readonly<Record<string, import('../say.ts').Sentence>>;\n";
    await writeFile(join(made, `chinese-${part}.d.ts`), type);
  }
  return inputs;
}

/** What each message wants to be told, in one file: the compiler would ask a whole TypeScript for one of each message. */
async function writeTypes(inputs) {
  const messages = Object.entries(inputs).map(
    ([key, type]) =>
      `export declare const ${key}: (inputs${type === '{}' ? '?' : ''}: ${type}, options?: Options) => string;`,
  );
  const options = "interface Options { readonly locale?: 'en' | 'zh-CN' }";
  await writeFile(join(made, 'messages/_index.d.ts'), `${options}\n${messages.join('\n')}\n`);
  const both = "export * from './messages/_index.js';\nexport * as m from './messages/_index.js';\n";
  await writeFile(join(made, 'messages.d.ts'), both);
}

/** Words that depend on nothing need no function around them. */
function plainly(sentence) {
  return sentence.match(/^\(\) => \{\s*return \/\*\*.*?\*\/ \((`[^`$\\]*`)\)\s*\}$/)?.[1] ?? sentence;
}

function fail(name) {
  throw new Error(`${name} has another form than expected: the compiler of messages has changed.`);
}

/** Making the rules of a language costs more than a whole line of a list; once is enough. */
async function keepPluralRules() {
  const file = join(made, 'registry.js');
  const text = await readFile(file, 'utf8');
  const anew = 'return new Intl.PluralRules(locale, options).select(Number(input))';
  if (!text.includes(anew)) fail('registry.js');
  const kept = 'return (pluralRules[locale] ??= new Intl.PluralRules(locale, options)).select(Number(input))';
  await writeFile(file, `const pluralRules = {};\n${text.replace(anew, kept)}`);
}

/** Refusals, looked up by their codes: what every page may be refused, and what only a feature refuses. */
async function writeReasons() {
  const index = await readFile(join(made, 'messages/_index.js'), 'utf8');
  const keys = [...index.matchAll(/'\.\/((?:\w+_)?reason_\w+)\.js'/g)].map((match) => match[1]);
  const parts = {
    first: keys.filter((key) => everywhere.test(key)),
    rest: keys.filter((key) => !everywhere.test(key)),
  };
  const sentence = "(inputs?: Record<string, never>, options?: { locale?: 'en' | 'zh-CN' }) => string";
  for (const [part, some] of Object.entries(parts)) {
    const imports = some.map((key) => `import { ${key} } from './messages/${key}.js';`).join('\n');
    const text = `${imports}\nexport const reasons = { ${some.join(', ')} };\n`;
    await writeFile(join(made, `reasons-${part}.js`), text);
    const type = `export const reasons: Readonly<Record<string, (${sentence}) | undefined>>;\n`;
    await writeFile(join(made, `reasons-${part}.d.ts`), type);
  }
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
