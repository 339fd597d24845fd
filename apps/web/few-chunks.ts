import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const here = import.meta.dirname;
const packages = path.resolve(here, '../../packages');
const modules = path.resolve(here, '../../node_modules');
const routes = path.join(here, 'src/routes');
const inApp = path.join(routes, '(app)');
const tickets = path.join(inApp, 'p/[program]/(tickets)');

/** What every page needs comes as two files, what the list of tickets needs besides as a third: a first visit asks for few. */
export const fewChunks: Plugin = {
  name: 'few-chunks',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  options: (options) => ({ ...options, preserveEntrySignatures: 'allow-extension' }),
  outputOptions(options) {
    const shell = neededBy([
      ...['+layout.svelte', '+error.svelte'].map((file) => path.join(routes, file)),
      layoutOf(inApp),
    ]);
    const list = neededBy([layoutOf(tickets), path.join(tickets, 'tickets/+page.svelte')]);
    const groups = [
      // The entry sets what the framework reads as soon as it is run, so it must reach nothing of it before.
      { name: 'preload', test: (id: string) => id.includes('vite/preload-helper'), priority: 4 },
      { name: 'framework', test: (id: string) => framework.test(id), priority: 3 },
      { name: 'shell', test: (id: string) => shell.has(bare(id)), priority: 2 },
      { name: 'list', test: (id: string) => list.has(bare(id)), priority: 1 },
    ];
    return { ...options, codeSplitting: { includeDependenciesRecursively: false, groups } };
  },
  /** Files that need each other could be run in the wrong order. */
  generateBundle(_, bundle) {
    const allowed: Record<string, readonly string[]> = {
      preload: [],
      'entry/start': ['entry/payload', 'preload'],
      framework: ['entry/payload', 'preload'],
      shell: ['framework', 'preload'],
      list: ['framework', 'shell', 'preload'],
    };
    const nameOf = (file: string) => (bundle[file]?.type === 'chunk' ? bundle[file].name : file);
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk' || allowed[chunk.name] === undefined) continue;
      const wrong = chunk.imports
        .map(nameOf)
        .filter((name) => !allowed[chunk.name]?.includes(name) && !/runtime/.test(name));
      if (wrong.length > 0) this.error(`few-chunks: "${chunk.name}" imports ${wrong.join(', ')}`);
    }
  },
};

const layoutOf = (folder: string): string => path.join(folder, '+layout.svelte');
const bare = (id: string): string => id.replace(/^\0/, '').split('?')[0] ?? id;
const framework =
  /\/node_modules\/(svelte|@sveltejs\/kit(?!\/src\/runtime\/client\/(payload|entry)\.js)|devalue|esm-env|clsx)\//;

/** Every file that these import, one through another. A name taken from a package of ours leads to the one file that has it. */
function neededBy(starts: readonly string[]): ReadonlySet<string> {
  const found = new Set(starts);
  for (const file of found)
    if (/\.(ts|svelte)$/.test(file) && !file.startsWith(modules)) for (const next of importsOf(file)) found.add(next);
  return found;
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const messages = [...text.matchAll(/\bm\s*\.(\w+)/g)].map(([, key = '']) => messageFile(key));
  const statements = [
    ...text.matchAll(/^\s*(?:import|export)\s+(?!type\b)([\w*\s{},$]+?\sfrom\s+)?['"]([^'"]+)['"]/gm),
  ];
  const imported = statements.flatMap(([, names = '', from = '']) => resolved(from, valuesIn(names), file));
  return [...messages, ...imported].filter((one) => existsSync(one));
}

const messageFile = (key: string): string => path.join(packages, `i18n/src/generated/messages/${key}.js`);
const valuesIn = (names: string): string[] =>
  [...(names.match(/\{([^}]*)\}/)?.[1] ?? '').split(',')]
    .map((one) => one.trim().split(' as ')[0] ?? '')
    .filter((one) => !one.startsWith('type '));

function resolved(from: string, names: readonly string[], file: string): string[] {
  if (from === '@crossflow/ui') return names.flatMap((name) => parts.get(name) ?? []);
  if (from.startsWith('@crossflow/ui/')) return [path.join(packages, 'ui/src', from.slice('@crossflow/ui/'.length))];
  if (from === '@crossflow/i18n') return words;
  const [, icon] = from.match(/^@lucide\/svelte\/icons\/(.+)$/) ?? [];
  if (icon !== undefined) return [path.join(icons, `${icon}.svelte`)];
  const [, rule] = from.match(/^@crossflow\/domain\/(.+)$/) ?? [];
  if (rule !== undefined) return [path.join(packages, `domain/src/${rule}.ts`)];
  if (from.startsWith('#lib/')) return [path.join(here, 'src/lib', from.slice('#lib/'.length))];
  if (from === 'idb') return [path.join(modules, 'idb/build/index.js')];
  return from.startsWith('.') ? [path.resolve(path.dirname(file), from)] : [];
}

const icons = path.join(modules, '@lucide/svelte/dist/icons');
const i18n = path.join(packages, 'i18n/src');
const words = [
  ...['web.ts', 'sentences.ts', 'say.ts', 'locale.ts'],
  ...['generated/registry.js', 'generated/reasons-first.js'],
  ...globSync('generated/messages/{kernel,organizations}_*reason_*.js', { cwd: i18n }),
].map((file) => path.join(i18n, file));

/** The file of each name that the package of primitives gives. */
const parts = new Map<string, string>(
  globSync('ui/src/*/index.ts', { cwd: packages }).flatMap((index) => {
    const folder = path.join(packages, path.dirname(index));
    const text = readFileSync(path.join(packages, index), 'utf8');
    return [...text.matchAll(/export\s*\{([^}]*)\}\s*from\s*'([^']+)'/g)].flatMap(([, names = '', from = '']) =>
      names
        .split(',')
        .map((name): [string, string] => [name.trim().split(' as ').at(-1) ?? '', path.join(folder, from)]),
    );
  }),
);
