const COMMAND =
  'A question is three rows, three entries, six lines of ledgers, a notification for each who hears of it and the words for the search, ' +
  'in about nine round trips to Postgres where the bare statement is one, and it holds the heads of its companies while it records and ' +
  'commits. To send the rows with the record was tried and left: the refusal of one row then arrives as the failure of another. ' +
  'Several commands in one commit are not there yet.';
const HEARD =
  'A request is heard when its command is carried out, the new lines are read in a snapshot of their own and they are sent; the bare ' +
  'yardstick, which only sends, takes most of what the gate allows on this machine. The command is what P5 is bounded by.';

/** By figure: what was tried and what bounds it, where its gate does not hold. */
export const shortfalls: Readonly<Record<string, string>> = {
  P2: HEARD,
  P2b: HEARD,
  P4: COMMAND,
  P5: COMMAND,
  P11b:
    'The rows are read, written as JSON and packed anew for every reader, where the file lies packed; what is the same for both is to unpack ' +
    'and to read it. Packing was not done at all before it was measured.',
  P15:
    'A client that returns has its session read, enters its program and catches up, each in a transaction of its own, where the bare server ' +
    'only shakes hands. All come at once here; in the browser they spread over some seconds.',
};
