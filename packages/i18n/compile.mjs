// Compiles the messages with the local plugin only, then gathers the sentences that are looked up by a key made at run time.
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from '@inlang/paraglide-js';

const outdir = new URL('./src/generated/', import.meta.url);

await compile({
  project: './project.inlang',
  outdir: './src/generated',
  strategy: ['globalVariable', 'baseLocale'],
  emitTsDeclarations: true,
  emitReadme: false,
  disableAsyncLocalStorage: true,
});

const index = await readFile(new URL('messages/_index.js', outdir), 'utf8');
const reasons = [...index.matchAll(/'\.\/((?:\w+_)?reason_\w+)\.js'/g)].map((match) => match[1]);
await writeFile(
  new URL('reasons.js', outdir),
  `${reasons.map((key) => `import { ${key} } from './messages/${key}.js';`).join('\n')}\nexport const reasons = { ${reasons.join(', ')} };\n`,
);
await writeFile(
  new URL('reasons.d.ts', outdir),
  `export const reasons: Record<string, ((inputs?: Record<string, never>, options?: { locale?: 'en' | 'zh-CN' }) => string) | undefined>;\n`,
);
