/** What a company runs over its downloaded ledger, line by line; `null` where nothing is wrong. */
export class LedgerCheck {
  readonly n: number;
  readonly sealed: number;
  readonly head: Buffer;
  line(text: string): string | null;
  end(expectedHead?: string): string | null;
}
