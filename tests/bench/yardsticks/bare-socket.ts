import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Server } from 'socket.io';
import { answerWith, residentMemory } from '../processes/answering.ts';

/** Nothing but socket.io: answers what is posted and sends it on to everybody. */
const http = createServer((request, response) => {
  void text(request).then((body) => {
    response.end();
    server.emit('delta', JSON.parse(body));
  });
});
const server = new Server(http, { serveClient: false, perMessageDeflate: false });

const parts = {
  /** Gives the port, a free one for 0. */
  listen: (port: number): Promise<number> =>
    new Promise((resolve) => {
      http.listen(port, '127.0.0.1', () => resolve((http.address() as AddressInfo).port));
    }),
  memory: residentMemory,
};
export type BareSocketParts = typeof parts;

answerWith(parts);
