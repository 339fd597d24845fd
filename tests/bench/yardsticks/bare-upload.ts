import { createReadStream, createWriteStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { answerWith, PeakMemory } from '../processes/answering.ts';

const peak = new PeakMemory();

const parts = {
  /** Writes what is put into one file, and gives it back; gives the address. */
  keep: (file: string): Promise<string> => {
    const http = createServer((request, response) => {
      if (request.method === 'GET') return void pipeline(createReadStream(file), response);
      return void pipeline(request, createWriteStream(file)).then(() => response.end());
    });
    return new Promise((resolve) => {
      http.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(http.address() as AddressInfo).port}`));
    });
  },
  watch: () => peak.watch(),
  grown: () => peak.grown(),
};
export type BareUploadParts = typeof parts;

answerWith(parts);
