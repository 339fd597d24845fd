import { Module } from '@nestjs/common';
import { feature, kind } from '../kernel/feature.ts';
import { manufacturingRouter } from './manufacturing.router.ts';
import { ManufacturingService } from './manufacturing.service.ts';
import {
  batchTable,
  campaignTable,
  operationTable,
  readingTable,
  seriesTable,
  updateTable,
} from './manufacturing.table.ts';
import { ReadingsService } from './readings.service.ts';

@Module({ providers: [ManufacturingService, ReadingsService], exports: [ManufacturingService, ReadingsService] })
export class ManufacturingModule {}

const ofBatch = { kind: 'batch', column: 'batchId' } as const;

export const manufacturing = feature({
  module: ManufacturingModule,
  kinds: {
    campaign: kind(campaignTable, { resident: true }),
    batch: kind(batchTable, { resident: true, within: { kind: 'campaign', column: 'campaignId' } }),
    operation: kind(operationTable, { resident: true, within: ofBatch }),
    series: kind(seriesTable, { resident: true, within: ofBatch }),
    update: kind(updateTable, { within: ofBatch }),
    reading: kind(readingTable, { within: { kind: 'series', column: 'seriesId' } }),
  },
  router: (get) => manufacturingRouter(get(ManufacturingService), get(ReadingsService)),
});
