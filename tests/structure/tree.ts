import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** A file of the repository; `path` has forward slashes and starts at the root. */
export interface SourceFile {
  path: string;
  text: string;
}

/** What is tracked, and what would be at the next commit. Read from git, so that nothing generated is among it. */
export function repositoryPaths(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 });
  return [...new Set(listed.split('\0').filter(Boolean))].filter((file) => existsSync(path.join(root, file))).sort();
}

export function read(paths: readonly string[]): SourceFile[] {
  return paths.map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }));
}

/** Written by hand and run by us: the subject of most rules here. */
export function isSource(file: string): boolean {
  return (
    /^(apps|packages|tests|scripts)\//.test(file) &&
    /\.(ts|svelte|mjs|js)$/.test(file) &&
    !file.includes('/migrations/')
  );
}

export function sources(): SourceFile[] {
  return read(repositoryPaths().filter(isSource));
}

export function foldersIn(paths: readonly string[], parent: string): string[] {
  const inside = paths.filter((file) => file.startsWith(`${parent}/`)).map((file) => file.slice(parent.length + 1));
  return [...new Set(inside.filter((file) => file.includes('/')).map((file) => file.split('/')[0]!))].sort();
}
