import { connect } from 'node:net';

const CONNECTIONS = 32;

/** Whether an answer without a body that ends with its connection has come whole. */
function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1];
  return length === undefined ? text.endsWith('\r\n0\r\n\r\n') : text.length >= end + 4 + Number(length);
}

/** The same request again and again over one kept connection, for as long as there is one to take. */
function ask(port: number, request: string, take: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true).setEncoding('latin1');
    let text = '';
    const next = () => (take() ? socket.write(request) : socket.end(resolve));
    socket.once('connect', next);
    socket.on('data', (chunk) => {
      text += String(chunk);
      if (!isWhole(text)) return;
      if (!text.startsWith('HTTP/1.1 200')) reject(new Error(text.slice(0, 500)));
      text = '';
      next();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the server hung up')));
  });
}

/**
 * Answers per second over connections that are kept, one request at a time on each. Plain sockets: Node's own HTTP client takes more
 * of the machine than the servers that are measured.
 */
export async function requestsPerSecond(
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  count: number,
): Promise<number> {
  const { host, port } = new URL(origin);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
  let left = count;
  const take = () => (left -= 1) >= 0;
  const since = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, () => ask(Number(port), request, take)));
  return (count * 1000) / (performance.now() - since);
}
