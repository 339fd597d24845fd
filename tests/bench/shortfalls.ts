const COMMAND =
  'A question is three rows, three entries, six lines of ledgers, a notification for each who hears of it and the words for the search, ' +
  'in seven round trips to Postgres where the bare statement is one. With 32 callers both cores are full: 1.7 ms of Node and 3.9 ms of ' +
  'Postgres for each command, spread over many statements of which none takes a fifth. Done: prepared statements, rows sent together, ' +
  'the ledgers and the notifications of a command each in one statement, the commit sent with the record so that heads are held for no ' +
  'round trip (a quarter more in one program, hardly more in twenty). Tried and left: rows sent with the record, since the refusal of one then arrives as the ' +
  'failure of another. Several commands in one commit were left: one program carries as many as twenty do, so it is not the head that they ' +
  'wait for, but the processor, and each command would still read, judge and write its own rows.';
const HEARD =
  'A request is heard when its command is carried out, the new lines are read in a snapshot of their own and they are sent; the bare ' +
  'yardstick, which only sends, takes most of what the gate allows on this machine. The command is what P5 is bounded by.';

const OWN =
  'The reply is predicted, shown and kept in the one press; half of it is scripts, a part of these layouts that the editor asks for while ' +
  'it is emptied; the first replies after a page has opened take twice as long. To keep it on the device ' +
  'only after the paint was left: what has been shown would be lost with a tab that is closed in between.';
const MANY =
  'Order and folded words are kept between letters, rows take over what another question finds, icons and marks are drawings that are made in ' +
  'one step, and the list asks the page for no layout while it changes: a fifth of what it took before. By a profile, what is left is 45 ms ' +
  'to look through 50,000 rows and 100 ms of layout and paint; the bare page, which only filters, takes more than the gate on this machine, too.';

/** By figure: what was tried and what bounds it, where its gate does not hold. */
export const shortfalls: Readonly<Record<string, string>> = {
  P2: HEARD,
  P2b: HEARD,
  P4: COMMAND,
  P5: COMMAND,
  P11b:
    'The rows are read, written as JSON and packed anew for every reader, where the file lies packed; what is the same for both is to unpack ' +
    'and to read it. Of what is not, reading 10,000 tickets from Postgres takes 240 ms, making rows of them 90, writing JSON 100. Each part is ' +
    'on its way while the next is read; instants need no reckoning. Tried and left: JSON made by Postgres (365 ms). To keep what was packed for ' +
    'a company until its ledger grows was left: the wall would be asked once for many.',
  P12:
    'By a trace: 140 ms to load, read and run the scripts of every page, 70 ms for those of this one, which are asked for one after the other, ' +
    '100 ms to draw the shell and read the rows from the disk, 110 ms to make the rows of the screen (twice that before), the rest layout and ' +
    'paint. Code is taken from the cache by the browser itself. The page now comes with the names of ' +
    'its own files, and what the device keeps is read while they come: by turns 454 and 411 ms where it had been 514 and 579.',
  P12b:
    'A static file is read from the disk where each line of a ledger is joined with its entry behind the wall, presented and packed for its ' +
    'reader. Hashes, which no screen asks for, are not reckoned. Up to a hundred lines are told in the answer to joining, in the transaction ' +
    'that is paid for anyway.',
  P13: OWN,
  P13b: OWN,
  P13c:
    'Opening a ticket builds its page and every row of the list beside it in its narrow form; the editor and the properties come a frame ' +
    'later. Only rows that are seen are made before the paint.',
  P14: MANY,
  P14b: `${MANY} Another view is a page of its own address; the list follows before the framework is there.`,
  R5:
    'Each line is parsed and its content written canonically before it is hashed. It held on this machine at other hours, when the bare hash ' +
    'took 1.2 µs and not 2.9: the gate is a time, and the machine is not always as fast.',
  P15:
    'A client that returns has its session read and enters its program; what it missed it is told in the same transaction (before, it fetched ' +
    'that apart: 12.5 s). The bare server only shakes hands. All come at once here; in the browser they spread over some seconds.',
};
