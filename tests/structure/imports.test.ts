import { describe, expect, test } from 'vitest';
import { arrowProblem } from '../../scripts/import-arrows.mjs';
import { sources, type SourceFile } from './tree.ts';

interface Import {
  specifier: string;
  typeOnly: boolean;
}

/** Static imports, re-exports and import(); each may span lines. */
function importsOf(text: string): Import[] {
  const statics = /^\s*(?:import|export)\s+(type\s+)?(?:[\w*\s{},$]+?\sfrom\s+)?['"]([^'"]+)['"]/gm;
  const dynamics = /\bimport\(\s*['"]([^'"]+)['"]/g;
  return [
    ...[...text.matchAll(statics)].map(([, type, specifier]) => ({
      specifier: specifier!,
      typeOnly: type !== undefined,
    })),
    ...[...text.matchAll(dynamics)].map(([, specifier]) => ({ specifier: specifier!, typeOnly: false })),
  ];
}

function importProblems(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    importsOf(text).flatMap(({ specifier, typeOnly }) => {
      const problem = arrowProblem(path, specifier, typeOnly);
      return problem ? [`${path} imports ${specifier}: ${problem}`] : [];
    }),
  );
}

// What opens a connection, by any name it was imported under.
const rawHandle = /\bnew\s+(?:pg\.)?(?:Pool|Client)\s*\(|\bdrizzle\s*\(/;
const environment = /\bprocess\s*(?:\.\s*env\b|\[\s*['"]env['"]\s*\])/;

function handleProblems(files: readonly SourceFile[]): string[] {
  const bound = files.filter(
    ({ path }) => /^(apps\/server|packages)\/.*\.ts$/.test(path) && !path.endsWith('.test.ts'),
  );
  return bound
    .filter(({ path, text }) => rawHandle.test(text) && !path.startsWith('apps/server/src/kernel/database/'))
    .map(({ path }) => path);
}

function environmentProblems(files: readonly SourceFile[]): string[] {
  const bound = files.filter(({ path }) => /^(apps|packages)\/[^/]+\/src\//.test(path) && !path.endsWith('.test.ts'));
  return bound
    .filter(({ path, text }) => environment.test(text) && !path.startsWith('apps/server/src/kernel/config/'))
    .map(({ path }) => path);
}

/** An icon shown by itself has no stroke in the build, which leaves that to `Icon`. */
function iconProblems(files: readonly SourceFile[]): string[] {
  const icons = /import (\w+) from '@lucide\/svelte\/icons\//g;
  const shown = files.filter(({ path }) => path.endsWith('.svelte'));
  return shown.flatMap(({ path, text }) =>
    [...text.matchAll(icons)].flatMap(([, name = '']) =>
      new RegExp(`<${name}[\\s/>]`).test(text) ? [`${path}: ${name}`] : [],
    ),
  );
}

const files = sources();

describe('imports', () => {
  test('follow the arrows', () => {
    expect(files.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(200);
    expect(importProblems(files)).toEqual([]);
  });

  test.each([
    ['apps/server/src/tickets/tickets.service.ts', "import { documents } from '../documents/documents.table.ts';"],
    ['apps/server/src/kernel/gateway/gateway.ts', "import { x } from '../../tickets/tickets.service.ts';"],
    ['apps/server/src/tickets/tickets.service.ts', "import pg from 'pg';"],
    ['apps/server/src/kernel/auth/auth.ts', "import { drizzle } from 'drizzle-orm/node-postgres';"],
    ['apps/server/src/tickets/tickets.service.ts', "const pg = await import('pg');"],
    [
      'apps/web/src/lib/tickets/TicketPage.svelte',
      "  import {\n    Batch,\n  } from '#lib/manufacturing/Batch.svelte';",
    ],
    ['apps/web/src/lib/tickets/TicketPage.svelte', "import Page from '../../routes/+page.svelte';"],
    ['apps/web/src/lib/kernel/live.svelte.ts', "export * from '../tickets/tickets.live.ts';"],
    ['apps/web/src/lib/kernel/calls.ts', "import { appRouter } from '@crossflow/server/router';"],
    ['packages/domain/src/tickets/ticket.ts', "import { randomUUID } from 'node:crypto';"],
    ['packages/ui/src/control/Button.svelte', "import { m } from '@crossflow/i18n';"],
    ['packages/i18n/src/index.ts', "import type { Config } from '../../../apps/server/src/kernel/config/config.ts';"],
  ])('would be refused in %s: %s', (path, text) => {
    expect(importProblems([{ path, text }])).toHaveLength(1);
  });

  test.each([
    ['apps/server/src/tickets/tickets.service.ts', "import { record } from '../kernel/record/record.ts';"],
    ['apps/web/src/lib/kernel/calls.ts', "import type { AppRouter } from '@crossflow/server/router';"],
    ['apps/server/src/kernel/database/database.ts', "import pg from 'pg';"],
    [
      'packages/domain/src/tickets/ticket.ts',
      "import { z } from 'zod';\nimport { seats } from '../access/audience.ts';",
    ],
  ])('are allowed in %s: %s', (path, text) => {
    expect(importProblems([{ path, text }])).toEqual([]);
  });
});

describe('one place', () => {
  test('holds the raw handle: kernel/database', () => {
    expect(handleProblems(files)).toEqual([]);
    const path = 'apps/server/src/tickets/tickets.service.ts';
    expect(handleProblems([{ path, text: 'const pool = new pg.Pool({})' }])).toEqual([path]);
    expect(handleProblems([{ path, text: 'const db = drizzle(pool)' }])).toEqual([path]);
  });

  test('shows icons: Icon', () => {
    expect(iconProblems(files)).toEqual([]);
    const path = 'apps/web/src/lib/tickets/TicketPage.svelte';
    const bell = "import Bell from '@lucide/svelte/icons/bell';\n";
    expect(iconProblems([{ path, text: `${bell}<Bell size={14} />` }])).toEqual([`${path}: Bell`]);
    expect(iconProblems([{ path, text: `${bell}<Icon of={Bell} size={14} />` }])).toEqual([]);
  });

  test('reads the environment: kernel/config', () => {
    expect(environmentProblems(files)).toEqual([]);
    const path = 'apps/server/src/kernel/mail/outbox.ts';
    expect(environmentProblems([{ path, text: "const url = process.env['SMTP_URL']" }])).toEqual([path]);
  });
});
