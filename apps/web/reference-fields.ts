import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/** Of the reference texts, the browser gets the fields that the module beside them reads by name; notes and sources stay behind. */
export const referenceFields: Plugin = {
  name: 'reference-fields',
  enforce: 'pre',
  apply: 'build',
  async load(id) {
    if (!/\/domain\/src\/reference\/[\w-]+\.json$/.test(id)) return null;
    const [text, reader] = await Promise.all([id, id.replace(/json$/, 'ts')].map((path) => readFile(path, 'utf8')));
    const read = new Set(reader?.match(/\w+/g));
    const kept = (key: string, value: unknown) => (/^\d*$/.test(key) || read.has(key) ? value : undefined);
    return JSON.stringify(JSON.parse(text ?? '', kept));
  },
};
