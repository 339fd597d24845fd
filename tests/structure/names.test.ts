import { describe, expect, test } from 'vitest';
import { foldersIn, isSource, repositoryPaths } from './tree.ts';

// The roles of architecture.md and code-style.md, then what they leave open: plain HTTP routes, reads that change nothing, the
// web's registration of a feature, and the demo world's part of a feature. `svelte` marks runes, `config` is what tools ask for.
const roles = ['module', 'router', 'service', 'table', 'bootstrap', 'live', 'actions', 'test'];
const furtherRoles = ['routes', 'reads', 'feature', 'demo', 'svelte', 'config'];
const emptyWords = ['utils', 'util', 'helpers', 'helper', 'common', 'manager', 'data', 'info', 'misc'];

const map: Record<string, readonly string[]> = {
  '': ['.ci', '.github', 'apps', 'packages', 'scripts', 'tests', 'docs'],
  apps: ['server', 'web'],
  packages: ['domain', 'i18n', 'ui'],
  tests: ['world', 'journeys', 'walls', 'replay', 'faults', 'browser', 'structure', 'bench'],
};

// Beside the features, each side has what all of them pass through or what puts them together.
const sides = [
  { folder: 'apps/server/src', further: ['kernel', 'demo'] },
  { folder: 'apps/web/src/lib', further: ['kernel', 'shell', 'overview'] },
  { folder: 'packages/i18n/messages', further: ['kernel', 'mail', 'shell', 'overview'] },
];
const domainWithoutFeature = ['access', 'reference'];

function nameProblems(paths: readonly string[]): string[] {
  return paths.flatMap((file) => {
    const name = file.split('/').at(-1)!;
    const problems = [];
    if (!hasGoodForm(file, name)) problems.push(`${file}: kebab-case, components PascalCase`);
    const suffixes = name.split('.').slice(1, -1);
    const unknown = suffixes.find((suffix) => ![...roles, ...furtherRoles].includes(suffix));
    if (unknown) problems.push(`${file}: ${unknown} is no role word`);
    const empty = name
      .toLowerCase()
      .split(/[-.]/)
      .find((word) => emptyWords.includes(word));
    if (empty) problems.push(`${file}: "${empty}" says nothing; name the idea`);
    return problems;
  });
}

function hasGoodForm(file: string, name: string): boolean {
  if (name.endsWith('.svelte') && !file.includes('/routes/')) return /^[A-Z][A-Za-z0-9]*\.svelte$/.test(name);
  return /^\+?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/.test(name);
}

function mapProblems(paths: readonly string[]): string[] {
  return Object.entries(map).flatMap(([parent, allowed]) => {
    const folders = parent
      ? foldersIn(paths, parent)
      : [...new Set(paths.filter((file) => file.includes('/')).map((file) => file.split('/')[0]!))];
    return folders
      .filter((folder) => !allowed.includes(folder))
      .map((folder) => `${parent}/${folder} is not on the map`);
  });
}

function featureWordProblems(paths: readonly string[]): string[] {
  const words = foldersIn(paths, 'packages/domain/src').filter((word) => !domainWithoutFeature.includes(word));
  return sides.flatMap(({ folder, further }) =>
    foldersIn(paths, folder)
      .filter((name) => !words.includes(name) && !further.includes(name))
      .map((name) => `${folder}/${name}: the domain has no such word (${words.join(', ')})`),
  );
}

const paths = repositoryPaths();

describe('names', () => {
  test('are kebab-case, with a role from the closed list and no empty words', () => {
    const files = paths.filter(isSource);
    expect(files.length).toBeGreaterThan(50);
    expect(nameProblems(files)).toEqual([]);
  });

  test.each([
    'apps/server/src/tickets/TicketService.ts',
    'apps/server/src/tickets/ticket_rules.ts',
    'apps/server/src/tickets/tickets.controller.ts',
    'packages/domain/src/tickets/helpers.ts',
    'apps/web/src/lib/kernel/date-utils.ts',
    'apps/web/src/lib/tickets/ticketList.svelte',
  ])('would be refused: %s', (planted) => {
    expect(nameProblems([planted])).toHaveLength(1);
  });

  test.each([
    'apps/server/src/tickets/tickets.service.ts',
    'apps/web/src/lib/kernel/live.svelte.ts',
    'apps/web/src/routes/+page.svelte',
  ])('are allowed: %s', (good) => expect(nameProblems([good])).toEqual([]));
});

describe('the tree', () => {
  test('has no folder that the map does not show', () => {
    expect(mapProblems(paths)).toEqual([]);
    expect(mapProblems([...paths, 'libs/x.ts', 'packages/shared/src/x.ts', 'tests/unit/x.test.ts'])).toHaveLength(3);
  });

  test('uses the words of the domain for the features of server, web and messages', () => {
    expect(foldersIn(paths, 'packages/domain/src')).toContain('tickets');
    expect(featureWordProblems(paths)).toEqual([]);
    const planted = [
      'apps/server/src/issues/issues.module.ts',
      'apps/web/src/lib/docs/Page.svelte',
      'packages/i18n/messages/chat/en.json',
    ];
    expect(featureWordProblems([...paths, ...planted])).toHaveLength(3);
  });
});
