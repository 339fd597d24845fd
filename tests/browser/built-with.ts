import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';

/** The addresses of the code in which this stands; a route through them leaves all other code alone. */
export function builtWith(what: string | RegExp): (url: URL) => boolean {
  const holds = (code: string) => (typeof what === 'string' ? code.includes(what) : what.test(code));
  const built = globSync('apps/web/build/_app/immutable/**/*.js');
  const names = built.filter((file) => holds(readFileSync(file, 'utf8'))).map((file) => path.basename(file));
  expect(names).not.toEqual([]);
  return ({ pathname }) => names.includes(path.basename(pathname));
}
