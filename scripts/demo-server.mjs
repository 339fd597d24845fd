// The product in its demo world, as `npm start` runs it, on a free port and data of its own.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { node, root, start } from './run.mjs';

/** Gives its address once it can be used. */
export async function serveDemo(dataDirectory) {
  const leash = pathToFileURL(path.join(root, 'scripts', 'leash.mjs')).href;
  const server = start(node(), ['--import', leash, 'apps/server/dist/main.js'], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    env: { DATA_DIR: dataDirectory, PORT: '0', DEMO: '1' },
  });
  let said = '';
  for await (const chunk of server.stdout) {
    said += chunk;
    const address = /runs at (http\S+)/.exec(said)?.[1];
    if (address) return address;
  }
  throw new Error(`The server did not start.\n${said}`);
}
