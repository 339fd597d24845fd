import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerWith } from '../processes/answering.ts';

const parts = {
  /** Serves one packed file, whatever is asked; gives the address. */
  serve: ({ file, encoding }: { file: string; encoding: string }): Promise<string> => {
    const http = createServer((_request, response) => {
      response.setHeader('content-encoding', encoding);
      createReadStream(file).pipe(response);
    });
    return new Promise((resolve) => {
      http.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(http.address() as AddressInfo).port}`));
    });
  },
};
export type BareFileParts = typeof parts;

answerWith(parts);
