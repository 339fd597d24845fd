import { describe, expect, test } from 'vitest';
import { read, repositoryPaths, type SourceFile } from './tree.ts';

const namespaces = ['www.w3.org', 'localhost', '127.0.0.1'];
// A file's declaration of its own format is not a request; editors may read it, the product never does.
const formats = /"\$schema":\s*"[^"]*"/g;

/** Addresses of other hosts in what the browser gets: markup, styles, scripts, pictures, messages. */
function hostProblems(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const addresses = [
      ...text
        .replace(formats, '')
        .matchAll(/(?:https?|wss?):\/\/([a-z0-9.-]+)|(?:src|href|url\()=?["'(]?\s*\/\/([a-z0-9.-]+\.[a-z]+)/gi),
    ];
    const hosts = addresses.map(([, host, bare]) => (host ?? bare ?? '').toLowerCase());
    return hosts.filter((host) => host !== '' && !namespaces.includes(host)).map((host) => `${path}: ${host}`);
  });
}

/** Places of one machine: they work for one person only, and tell about that person. */
function machinePathProblems(files: readonly SourceFile[]): string[] {
  const place = /(?:^|[^A-Za-z0-9_.\])}*$])(\/(?:root|home\/[a-z][\w-]*|Users\/[A-Za-z][\w-]*|work|farm)\/[^\s'"`)]*)/m;
  return files.flatMap(({ path, text }) => {
    const found = place.exec(text)?.[1];
    return found ? [`${path}: ${found}`] : [];
  });
}

const paths = repositoryPaths();
const reachesBrowser = (file: string) =>
  /^(apps\/web\/(src|static)|packages\/(ui|domain|i18n)\/(src|messages))\//.test(file) &&
  /\.(ts|js|svelte|css|html|svg|json|webmanifest)$/.test(file);
const isText = (file: string) =>
  /\.(ts|mts|js|mjs|json|svelte|css|html|md|sql|sh|yml|yaml|svg|txt)$|\/run$/.test(file) &&
  file !== 'package-lock.json';
const isThisTest = (file: string) => file === 'tests/structure/outside.test.ts';

describe('the web', () => {
  test('names no outside host', () => {
    const files = read(paths.filter((file) => reachesBrowser(file) && !file.endsWith('.test.ts')));
    expect(files.length).toBeGreaterThan(30);
    expect(hostProblems(files)).toEqual([]);
  });

  test.each([
    '<link href="https://fonts.googleapis.com/css2?family=Inter">',
    "@import url('//cdn.example.com/x.css');",
    "new WebSocket('wss://live.example.com')",
    '<img src="//avatars.example.com/1.png">',
  ])('would be refused: %s', (text) => {
    expect(hostProblems([{ path: 'apps/web/src/app.html', text }])).toHaveLength(1);
  });

  test('may name the namespaces of SVG and the own machine', () => {
    const text =
      '<svg xmlns="http://www.w3.org/2000/svg">http://127.0.0.1:3000 http://localhost:5173 // a comment.here';
    expect(hostProblems([{ path: 'x.svelte', text }])).toEqual([]);
  });
});

describe('the repository', () => {
  test('holds no path of a machine', () => {
    expect(machinePathProblems(read(paths.filter((file) => isText(file) && !isThisTest(file))))).toEqual([]);
    const within = (folder: string) => `/${folder}/ada/x`;
    const planted = [
      `cd ${within('root')}`,
      `open('${within('home')}')`,
      `see ${within('Users')}.ts`,
      `"${within('work')}"`,
    ];
    for (const text of planted) expect(machinePathProblems([{ path: 'x.md', text }])).toHaveLength(1);
    const routes = 'GET /files/abc, ../work/x, https://host/home/ada is a page, `/work-orders`';
    expect(machinePathProblems([{ path: 'x.md', text: routes }])).toEqual([]);
  });

  test('has its license and the papers that people look for', () => {
    for (const paper of ['LICENSE', 'README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'])
      expect(paths).toContain(paper);
    const [license] = read(['LICENSE']);
    expect(license!.text).toContain('Apache License');
    expect(license!.text).toContain('END OF TERMS AND CONDITIONS');
  });

  test('names in its README the commands and every setting', () => {
    const [readme, config] = read(['README.md', 'apps/server/src/kernel/config/config.ts']);
    const settings = [...config!.text.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name!);
    expect(settings).toContain('DATABASE_URL');
    for (const word of ['npm start', 'npm test', ...settings]) expect(readme!.text).toContain(word);
  });
});
