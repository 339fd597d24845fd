const COMMAND =
  'A command is about nine round trips to Postgres (the entering and the claim travel together) where the bare statement ' +
  'is one, and it holds the heads of its companies while it records and commits. To send the rows with the record was tried and left: ' +
  'the refusal of one row then arrives as the failure of another. Several commands in one commit are not there yet.';

/** By figure: what was tried and what bounds it, where its gate does not hold. */
export const shortfalls: Readonly<Record<string, string>> = {
  P4: COMMAND,
  P5: COMMAND,
  P11b:
    'The rows are read, written as JSON and packed anew for every reader, where the file lies packed; what is the same for both is to unpack ' +
    'and to read it. Packing was not done at all before it was measured.',
  P15:
    'A client that returns has its session read, enters its program and catches up, each in a transaction of its own, where the bare server ' +
    'only shakes hands. All come at once here; in the browser they spread over some seconds.',
};
