import { z } from 'zod';
import { type Actor, roleRefusal } from '../access/actor.ts';
import { audienceRefusal, seatBit, sees } from '../access/audience.ts';
import { allow, type Refusal, Refused } from '../access/refusal.ts';
import type { Party } from '../organizations/organization.ts';
import { created, type Outcome } from '../record/change.ts';
import { audience, command, id, requiredLine } from '../record/command.ts';
import { recipe } from '../reference/batch-process.ts';
import { type Moment, toOthers } from './batch.ts';
import { type Batch, batchTypes, type Campaign, type Operation, scaleUnits } from './manufacturing.ts';

const instant = z.iso.datetime({ precision: 3 });
const scale = z.number().positive().max(1_000_000);

export const planCampaignInput = command({
  campaignId: id,
  name: requiredLine(80),
  processVersion: requiredLine(20),
  scale,
  scaleUnit: z.enum(scaleUnits),
  audience,
});
export const planBatchInput = command({
  batchId: id,
  campaignId: id,
  number: requiredLine(40),
  aliases: z.array(z.strictObject({ partyId: id, number: requiredLine(40) })).max(8),
  type: z.enum(batchTypes),
  stage: z.enum(['DS', 'DP']),
  scale,
  scaleUnit: z.enum(scaleUnits),
  processVersion: requiredLine(20),
  plannedStartAt: instant,
  /** One for each unit operation of the stage, in its order. */
  operationIds: z.array(id).max(40),
  audience,
});
export type PlanCampaignInput = z.infer<typeof planCampaignInput>;
export type PlanBatchInput = z.infer<typeof planBatchInput>;

/** Party kinds that make batches. */
const makerKinds: readonly string[] = ['cdmo'];

/** Why this actor may not plan campaigns, or null. */
export function campaignRefusal(actor: Actor): Refusal | null {
  return makerKinds.includes(actor.partyKind) ? roleRefusal(actor) : 'not-your-company';
}

/** Why this actor may not plan a batch in the campaign, or null. */
export function planRefusal(campaign: Pick<Campaign, 'makerPartyId'>, actor: Actor): Refusal | null {
  return campaign.makerPartyId === actor.partyId ? roleRefusal(actor) : 'not-your-company';
}

export function planCampaign(actor: Actor, input: PlanCampaignInput, { parties }: Moment): Outcome {
  allow(campaignRefusal(actor));
  allow(audienceRefusal(input.audience, actor, parties));
  const campaign: Campaign = {
    id: input.campaignId,
    programId: actor.programId,
    audience: input.audience,
    version: 1,
    name: input.name,
    processVersion: input.processVersion,
    scale: input.scale,
    scaleUnit: input.scaleUnit,
    makerPartyId: actor.partyId,
  };
  return { changes: [created('campaign', 'planned', campaign)], notices: [] };
}

/** A batch with its unit operations laid end to end from the planned start, each as long as it typically takes. */
export function planBatch(campaign: Campaign, actor: Actor, input: PlanBatchInput, { parties }: Moment): Outcome {
  allow(planRefusal(campaign, actor));
  allow(audienceRefusal(input.audience, actor, parties, campaign.audience));
  const maker = parties.find((party) => party.id === campaign.makerPartyId);
  if (maker === undefined) throw new Refused('not-found');
  allow(aliasRefusal(input, parties));
  const batch = plannedBatch(actor, input, maker);
  const operations = plannedOperations(batch, input.operationIds);
  const plannedEndAt = operations.at(-1)?.plannedEndAt ?? batch.plannedStartAt;
  return {
    changes: [
      created('batch', 'planned', { ...batch, plannedEndAt }),
      ...operations.map((operation) => created('operation', 'planned', operation, { within: batch.id })),
    ],
    notices: toOthers(batch, 'shared', actor, parties),
  };
}

const HOUR = 3_600_000;

/** An alias names its company to all who see the batch, so that company must be among them. */
function aliasRefusal({ aliases, audience: within }: PlanBatchInput, parties: readonly Party[]): Refusal | null {
  const known = parties.filter((party) => sees(seatBit(party.seat), within)).map((party) => party.id);
  return aliases.every(({ partyId }) => known.includes(partyId)) ? null : 'audience-reveals-company';
}

function plannedBatch(actor: Actor, input: PlanBatchInput, maker: Party): Batch {
  const { batchId, campaignId, number, aliases, type, stage, processVersion, plannedStartAt } = input;
  return {
    id: batchId,
    programId: actor.programId,
    audience: input.audience,
    version: 1,
    campaignId,
    number,
    aliases,
    type,
    stage,
    scale: input.scale,
    scaleUnit: input.scaleUnit,
    processVersion,
    masterRecord: null,
    state: 'planned',
    makerPartyId: maker.id,
    timeZone: maker.timeZone,
    plannedStartAt,
    plannedEndAt: plannedStartAt,
    startedAt: null,
    endedAt: null,
    dayZeroAt: null,
  };
}

function plannedOperations(batch: Batch, operationIds: readonly string[]): Operation[] {
  const steps = recipe(batch.stage);
  if (operationIds.length !== steps.length) throw new Refused('invalid-input');
  let start = Date.parse(batch.plannedStartAt);
  return steps.map((step, index) => {
    const end = start + step.typicalHours * HOUR;
    const operation: Operation = {
      id: operationIds[index] ?? '',
      programId: batch.programId,
      audience: batch.audience,
      version: 1,
      batchId: batch.id,
      order: step.order,
      code: step.code,
      state: 'planned',
      plannedStartAt: new Date(start).toISOString(),
      plannedEndAt: new Date(end).toISOString(),
      startedAt: null,
      endedAt: null,
      startedBy: null,
      endedBy: null,
    };
    start = end;
    return operation;
  });
}
