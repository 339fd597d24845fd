import { checking } from './checking.ts';
import { hotProgram } from './commands.ts';
import { firstVisit } from './first-visit.ts';
import { filtering, switchingViews } from './many-here.ts';
import { openingTicket, ownReply, ownReplySlow } from './own-change.ts';
import { secondVisit } from './second-visit.ts';
import { listThroughWall } from './wall-list.ts';
import type { Figure } from './figure.ts';

/** Every figure, in the order in which they are measured. A new one is a file and a line here. */
export const figures: readonly Figure[] = [
  ...[hotProgram, listThroughWall],
  ...[firstVisit, secondVisit],
  ...[ownReply, ownReplySlow, openingTicket],
  ...[filtering, switchingViews],
  checking,
];
