// Who may import whom: routes -> lib/<feature> -> lib/kernel -> packages; server/<feature> -> server/kernel -> packages.
// One table, used by the lint rule (in the editor) and by tests/structure (over the whole tree).
import path from 'node:path';

const isTest = (file) => file.endsWith('.test.ts');
const isPackage = (target, name) => target === name || target.startsWith(`${name}/`);

const shareBy = 'share through packages/domain, or react to an entry of the record';
const serverFolder = (file) => /^apps\/server\/src\/([^/]+)\//.exec(file)?.[1];
const webFolder = (file) => /^apps\/web\/src\/lib\/([^/]+)\//.exec(file)?.[1];
// These put features together, so they may know all of them.
const together = ['demo', 'shell'];

// Each: which importing files it binds, and what it says of a target, or null. Targets are paths of the repository or package names.
const arrows = [
  {
    binds: (file) => file.startsWith('packages/domain/src/') && !isTest(file),
    refuses: (target) =>
      target.startsWith('packages/domain/src/') || target === 'zod'
        ? null
        : 'packages/domain is pure: it imports zod and its own files, nothing else',
  },
  {
    binds: (file) => file.startsWith('packages/'),
    refuses: (target) =>
      target.startsWith('apps/') || /^@crossflow\/(server|web)/.test(target) ? 'a package knows no app' : null,
  },
  {
    binds: (file) => file.startsWith('packages/ui/'),
    refuses: (target) =>
      isPackage(target, '@crossflow/i18n')
        ? 'packages/ui takes its strings as props: only the caller knows the words'
        : null,
  },
  {
    binds: (file) => file.startsWith('apps/') || file.startsWith('packages/'),
    refuses: (target, file) =>
      (isPackage(target, 'pg') || isPackage(target, 'drizzle-orm/node-postgres')) &&
      !file.startsWith('apps/server/src/kernel/database/') &&
      !isTest(file)
        ? 'only apps/server/src/kernel/database holds the raw handle: use a transaction under a role, so that the wall stands'
        : null,
  },
  {
    binds: (file) => serverFolder(file) !== undefined && !together.includes(serverFolder(file)),
    refuses: (target, file) => {
      const from = serverFolder(file);
      const to = serverFolder(target);
      if (target.startsWith('apps/web/')) return 'the server does not import the web';
      if (to === undefined || to === from || to === 'kernel') return null;
      if (from === 'kernel') return `the kernel knows no feature (${to}): give it what it needs through the registry`;
      return `the feature ${from} does not import the feature ${to}: ${shareBy}`;
    },
  },
  {
    binds: (file) => webFolder(file) !== undefined && !together.includes(webFolder(file)),
    refuses: (target, file) => {
      const from = webFolder(file);
      const to = webFolder(target);
      if (target.startsWith('apps/web/src/routes/'))
        return 'lib does not import routes: pages choose components, not the other way';
      if (to === undefined || to === from || to === 'kernel') return null;
      if (from === 'kernel') return `the kernel knows no feature (${to}): give it what it needs through the registry`;
      return `the feature ${from} does not import the feature ${to}: ${shareBy}`;
    },
  },
  {
    binds: (file) => file.startsWith('apps/web/'),
    refuses: (target, _file, typeOnly) =>
      (isPackage(target, '@crossflow/server') || target.startsWith('apps/server/')) && !typeOnly
        ? 'the web imports types of the server only: `import type`'
        : null,
  },
];

/** Why this import is refused, or null. `file` is the importing file's path in the repository. */
export function arrowProblem(file, specifier, typeOnly = false) {
  const target = resolveTarget(file, specifier);
  for (const { binds, refuses } of arrows) {
    const problem = binds(file) ? refuses(target, file, typeOnly) : null;
    if (problem) return problem;
  }
  return null;
}

function resolveTarget(file, specifier) {
  if (specifier.startsWith('#lib/')) return `apps/web/src/lib/${specifier.slice('#lib/'.length)}`;
  return specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
}

/** The lint rule `crossflow/import-arrows`. */
export const importArrows = {
  meta: { type: 'problem', schema: [], docs: { description: 'Imports follow the arrows of the architecture' } },
  create(context) {
    const file = path.relative(context.cwd, context.filename).replaceAll(path.sep, '/');
    const check = (node) => {
      if (typeof node.source?.value !== 'string') return;
      const typeOnly = node.importKind === 'type' || node.exportKind === 'type';
      const problem = arrowProblem(file, node.source.value, typeOnly);
      if (problem) context.report({ node: node.source, message: `${problem}.` });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};
