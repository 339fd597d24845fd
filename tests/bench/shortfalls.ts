const COMMAND =
  'A question is three rows, three entries, six lines of ledgers, a notification for each who hears of it and the words for the search, ' +
  'in seven round trips to Postgres where the bare statement is one. With 32 callers both cores are full: 1.7 ms of Node and 3.9 ms of ' +
  'Postgres for each command, spread over many statements of which none takes a fifth. Done: prepared statements, rows sent together, ' +
  'the ledgers and the notifications of a command each in one statement, the commit sent with the record so that heads are held for no ' +
  'round trip (a quarter more in one program, hardly more in twenty). Tried and left: rows sent with the record, since the refusal of one then arrives as the ' +
  'failure of another. Several commands in one commit are not there yet.';
const HEARD =
  'A request is heard when its command is carried out, the new lines are read in a snapshot of their own and they are sent; the bare ' +
  'yardstick, which only sends, takes most of what the gate allows on this machine. The command is what P5 is bounded by.';

const OWN =
  'The reply is predicted, shown and kept in the one press: 56 of 80 ms are scripts, 12 of them layouts that the editor asks for while it ' +
  'is emptied; the first replies after a page has opened take twice as long. Keeping it on the device could come after the paint.';
const MANY =
  'Order and folded words are kept between letters. By a profile, at rest: 110 ms to look through 50,000 rows, 150 ms to make the rows ' +
  'of the screen anew and take the old ones away, 80 ms of layout; the bare page, which only filters, takes 51 ms on this machine. ' +
  'Since then rows take over what another question finds, in place of new ones, and nothing is made for rows that are not seen.';

/** By figure: what was tried and what bounds it, where its gate does not hold. */
export const shortfalls: Readonly<Record<string, string>> = {
  P2: HEARD,
  P2b: HEARD,
  P4: COMMAND,
  P5: COMMAND,
  P11b:
    'The rows are read, written as JSON and packed anew for every reader, where the file lies packed; what is the same for both is to unpack ' +
    'and to read it. Packing was not done at all before it was measured.',
  P7:
    'The session and the part in the program are read at every request. Three runs of one day gave 0.77×, 0.78× and 1.2×: the yardstick ' +
    'moves by as much as is missing.',
  P12:
    'Measured for the first time since the code is kept by a service worker: each of some sixty scripts is asked of it and of its cache. ' +
    'Fewer and larger parts for the first page are the next thing to try.',
  P13: OWN,
  P13b: OWN,
  P13c:
    'Opening a ticket builds its whole page, the conversation, the facts and the editor, and every row of the list beside it in its narrow ' +
    'form. Only rows that are seen are made before the paint now: 248 ms on a machine at rest, 380 before. The editor could come later, too.',
  P14: MANY,
  P14b: MANY,
  R5:
    'Each line is parsed and its content written canonically before it is hashed: 80,000 lines in a second where the gate wants 100,000. ' +
    'It held on this machine at other hours.',
  P15:
    'A client that returns has its session read, enters its program and catches up, each in a transaction of its own, where the bare server ' +
    'only shakes hands. All come at once here; in the browser they spread over some seconds.',
};
