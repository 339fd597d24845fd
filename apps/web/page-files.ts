import path from 'node:path';
import type { Plugin } from 'vite';

const routes = path.join(import.meta.dirname, 'src/routes');

/**
 * Writes `pages.json` for the server: which scripts each page needs besides those that every page needs, by the addresses it stands
 * under. They are on their way with the page then, and not only once the router has been run.
 */
export const pageFiles: Plugin = {
  name: 'page-files',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle(_, bundle) {
    const chunk = (file: string) => (bundle[file]?.type === 'chunk' ? bundle[file] : undefined);
    const closure = (files: readonly string[]) => {
      const all = new Set(files);
      for (const file of all) for (const next of chunk(file)?.imports ?? []) all.add(next);
      return all;
    };
    const nodes = new Map<string, string>();
    for (const one of Object.values(bundle)) {
      if (one.type !== 'chunk' || !one.name.startsWith('nodes/') || one.facadeModuleId === null) continue;
      const imported = this.getModuleInfo(one.facadeModuleId)?.importedIds ?? [];
      const component = imported.find((id) => id.startsWith(routes) && id.endsWith('.svelte'));
      if (component !== undefined) nodes.set(path.relative(routes, component).replaceAll(path.sep, '/'), one.fileName);
    }
    const everywhere = closure(Object.keys(bundle).filter((file) => /\/(entry\/(start|app)|nodes\/0)\./.test(file)));
    const pages = [...nodes.keys()]
      .filter((component) => component.endsWith('+page.svelte'))
      .map((component) => {
        const own = [...closure(chainOf(component).flatMap((one) => nodes.get(one) ?? []))];
        const scripts = own.filter((file) => !everywhere.has(file));
        return { path: addressOf(component), scripts };
      });
    if (pages.length === 0) this.error('page-files: no page was found among the files of the build');
    this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(pages) });
  },
};

/** A page and the layouts that it stands in. */
function chainOf(page: string): string[] {
  const folders = page.split('/').slice(0, -1);
  return [page, ...folders.map((_, place) => `${folders.slice(0, place + 1).join('/')}/+layout.svelte`)];
}

/** The pattern of the addresses under which a page stands, from the root: `^/p/[^/]+/tickets/?$`. */
function addressOf(page: string): string {
  const parts = page
    .split('/')
    .slice(0, -1)
    .filter((part) => !/^\(.*\)$/.test(part))
    .map((part) => {
      if (part.startsWith('[[')) return '(?:/[^/]+)?';
      return part.startsWith('[') ? '/[^/]+' : `/${part}`;
    });
  return `^${parts.join('')}/?$`;
}
