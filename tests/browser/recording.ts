import type { BrowserContext, Page, Response } from 'playwright-core';

const carried = /\/(trpc|sync|files|auth)\//;

/** What one browser asked for, received and complained of, from its first page to its last. */
export class Recording {
  /** Every address asked for, sockets included. */
  readonly addresses: string[] = [];
  /** Errors of scripts and on the console, broken rules of the content security policy among them. */
  readonly complaints: string[] = [];
  readonly #received: string[] = [];
  readonly #reading = new Set<Promise<void>>();
  readonly #excused: RegExp[] = [];

  constructor(context: BrowserContext) {
    context.on('request', (request) => this.addresses.push(request.url()));
    context.on('response', (response) => this.#read(response));
    context.on('console', (message) => {
      if (message.type() === 'error') this.#complain(`${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (failure) => this.#complain(failure.error().stack ?? failure.error().message));
    context.on('page', (page) => this.#listen(page));
  }

  /** A story that takes away the connection, or is refused on purpose, hears the browser say so. */
  excuse(complaint: RegExp): void {
    this.#excused.push(complaint);
  }

  /** Addresses outside of this origin. */
  elsewhere(origin: string): string[] {
    const own = [`${origin}/`, origin.replace('http', 'ws'), `blob:${origin}/`, 'data:', 'about:'];
    return this.addresses.filter((address) => !own.some((start) => address.startsWith(start)));
  }

  /** Every frame of a socket and every answer of the API so far, as text. */
  async received(): Promise<readonly string[]> {
    await Promise.all(this.#reading);
    return this.#received;
  }

  #listen(page: Page): void {
    page.on('websocket', (socket) => {
      this.addresses.push(socket.url());
      socket.on('framereceived', ({ payload }) => this.#received.push(String(payload)));
    });
  }

  #read(response: Response): void {
    if (!carried.test(response.url())) return;
    const reading = response
      .text()
      .then((text) => void this.#received.push(`${response.url()} ${text}`))
      // A page that has gone on takes the answers it did not wait for with it.
      .catch(() => undefined);
    this.#reading.add(reading);
  }

  #complain(complaint: string): void {
    if (!this.#excused.some((excused) => excused.test(complaint))) this.complaints.push(complaint);
  }
}
