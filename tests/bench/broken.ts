/** What was broken on purpose to see whether a figure tells it; kept by hand, with the numbers of one machine and `--quick`. */
export interface Broken {
  readonly what: string;
  readonly figure: string;
  readonly whole: string;
  readonly broken: string;
}

export const broken: readonly Broken[] = [
  {
    what: '`perMessageDeflate` on, at the gateway',
    figure: 'P1, commit to another company, p99',
    whole: '21.5 ms, 0.83× the bare socket',
    broken: '980 ms, 47×',
  },
  {
    what: 'every client sent its own encoding of a delta, in place of one for each company',
    figure: 'P1',
    whole: '21.5 ms, 0.83×',
    broken: '24.5 ms, 1.2×',
  },
  {
    what: "`fsync` off, in the Postgres of both the product and the yardstick (the product's time is its processor's, not the disk's)",
    figure: 'P5, commands in one program',
    whole: '210 commands/s, 0.14×',
    broken: '226 commands/s, 0.039×: the bare statement goes from 1482 to 5840',
  },
  {
    what: 'the policy of shared tables without its mask',
    figure: 'W1, leaks and wrong denials · W3, marks of private rows received',
    whole: '0 of 226,749 cells · 0 of 596 marks',
    broken: '9,264 of 224,109 · 776 findings; 14 tests of the wall fail',
  },
  {
    what: 'catching up taken out of the replica',
    figure: 'F5, devices that were away',
    whole: '0 of 16 differ from a fresh bootstrap',
    broken: 'the first one differs, and the test ends there',
  },
  {
    what: 'the index of tickets by program without the order of their ids, as it was: found by the full run, in which P6 came after a thousand programs',
    figure: 'P6, 50 of 100,000 tickets through the wall, in a database of 2,000 programs',
    whole: '0.73 ms, 1.2×',
    broken: '85.9 ms, 6.6×: all tickets of the program are read and sorted',
  },
  {
    what: 'the index of sleeping notifications dropped',
    figure: 'P5',
    whole: '210 commands/s',
    broken: '208 commands/s: nothing to see before a person has many thousands of notifications',
  },
  {
    what: 'a finished upload read whole into memory before it is kept',
    figure: 'P8b, memory that a file of 100 MB takes',
    whole: '40.1 MB',
    broken: '114 MB',
  },
];
