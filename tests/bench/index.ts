import { bootstrapSize, bootstrapTime } from './bootstrap.ts';
import { checking } from './checking.ts';
import { hotProgram, manyPrograms } from './commands.ts';
import { mixedCompanies } from './companies.ts';
import { manyHear, requestHeard, requestHeardByLast } from './deliveries.ts';
import { emptyCall } from './empty-call.ts';
import { evidenceCost, evidenceCostHot } from './evidence.ts';
import { fileMemory } from './file-memory.ts';
import { firstVisit } from './first-visit.ts';
import { gap } from './gap.ts';
import { filtering, switchingViews } from './many-here.ts';
import { idleMemory } from './memory.ts';
import { openingTicket, ownReply, ownReplySlow } from './own-change.ts';
import { restart } from './restart.ts';
import { secondVisit } from './second-visit.ts';
import { listThroughWall } from './wall-list.ts';
import { addingVersion } from './versions.ts';
import type { Figure } from './figure.ts';

/** Every figure, in the order in which they are measured. A new one is a file and a line here. */
export const figures: readonly Figure[] = [
  ...[manyHear, requestHeard, requestHeardByLast, mixedCompanies],
  ...[hotProgram, addingVersion, manyPrograms, evidenceCost, evidenceCostHot, listThroughWall],
  ...[emptyCall, idleMemory, fileMemory, restart],
  ...[bootstrapSize, bootstrapTime, gap],
  ...[firstVisit, secondVisit],
  ...[ownReply, ownReplySlow, openingTicket],
  ...[filtering, switchingViews],
  checking,
];
