/** What was broken on purpose to see whether a figure tells it; kept by hand, with the numbers of one machine and `--quick`. */
export interface Broken {
  readonly what: string;
  readonly figure: string;
  readonly whole: string;
  readonly broken: string;
}

export const broken: readonly Broken[] = [];
