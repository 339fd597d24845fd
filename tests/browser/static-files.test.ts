import { globSync } from 'node:fs';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { startWorld } from '../world/world.ts';

const [built] = globSync('_app/immutable/entry/*.js', { cwd: 'apps/web/build' });

/** Not by fetch, which tidies an address up and unpacks what comes. */
const get = (origin: string, path: string, headers: Record<string, string> = {}) =>
  new Promise<{
    status: number | undefined;
    packed: string | undefined;
    keep: string | undefined;
    type: string;
    to: string | undefined;
  }>((resolve, reject) => {
    request(origin, { path, headers }, (answer) => {
      const {
        'content-encoding': packed,
        'cache-control': keep,
        'content-type': type = '',
        location: to,
      } = answer.headers;
      answer.resume().on('end', () => resolve({ status: answer.statusCode, packed, keep, type, to }));
    })
      .on('error', reject)
      .end();
  });

test('what was built comes packed and for good, the one page to whoever asks for a page, and nothing from beside it', async () => {
  const { origin } = (await startWorld()).server;
  const packed = { 'accept-encoding': 'br' };
  expect(await get(origin, `/${built}`, packed)).toMatchObject({ status: 200, packed: 'br' });
  expect((await get(origin, `/${built}`)).keep).toContain('immutable');
  expect(await get(origin, '/service-worker.js')).toMatchObject({ status: 200, keep: 'no-cache' });
  const page = { status: 200, keep: 'no-cache', type: expect.stringContaining('text/html') as string };
  for (const path of ['/', '/p/EXB-101/tickets'])
    expect(await get(origin, path, { accept: 'text/html' })).toMatchObject(page);
  for (const path of ['/_app/immutable/no-such.js', '/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json'])
    expect(await get(origin, path), path).toMatchObject({
      status: 404,
      type: expect.stringContaining('json') as string,
    });
});

/** The files of the application that the page at an address names in its head. */
async function namedAt(address: string): Promise<string[]> {
  const text = await (await fetch(address, { headers: { accept: 'text/html' } })).text();
  return [...text.matchAll(/<link [^>]*href="(\/_app\/[^"]+)"/g)].map(([, file = '']) => file);
}

test('an address that cannot be read leads a person to the page that says so, on this origin, and refuses a program', async () => {
  const { origin } = (await startWorld()).server;
  for (const [asked, told] of [
    ['/p/EXB-101/%zz?a=%E0', '/p/EXB-101/%25zz?a=%25E0'],
    ['//elsewhere.example/%zz', '/elsewhere.example/%25zz'],
    ['/\\elsewhere.example/%zz', '/elsewhere.example/%25zz'],
  ] as const) {
    expect(await get(origin, asked, { accept: 'text/html' })).toMatchObject({ status: 302, to: told });
    expect((await get(origin, asked)).status, asked).toBe(400);
  }
});

test('every page comes with the names of its own files, by its address alone; an address that leads nowhere names those of all pages', async () => {
  const { origin } = (await startWorld()).server;
  const everywhere = await namedAt(`${origin}/leads/nowhere`);
  const pages = globSync('**/+page.svelte', { cwd: 'apps/web/src/routes' });
  for (const page of pages) {
    const address = page.replace(/\/?\+page\.svelte$/, '').replaceAll(/\([^)]*\)\/?/g, '');
    const filled = address.replaceAll(/\[+\w+\]+/g, 'any');
    const named = await namedAt(`${origin}/${filled}`);
    expect(named, page).toEqual(expect.arrayContaining(everywhere));
    expect(named.length, page).toBeGreaterThan(everywhere.length);
    for (const file of named) expect((await fetch(origin + file)).status, file).toBe(200);
  }
  expect(await namedAt(`${origin}/p/EXB-101/tickets`)).toEqual(await namedAt(`${origin}/p/NO-SUCH/tickets`));
});
