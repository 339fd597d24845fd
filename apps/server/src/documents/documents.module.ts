import { Module } from '@nestjs/common';
import { feature, kind } from '../kernel/feature.ts';
import { documentsRouter } from './documents.router.ts';
import { DocumentsService } from './documents.service.ts';
import { acknowledgmentTable, documentTable, reviewTable, versionTable } from './documents.table.ts';

@Module({ providers: [DocumentsService], exports: [DocumentsService] })
export class DocumentsModule {}

const ofVersion = { kind: 'version', column: 'versionId' } as const;

export const documents = feature({
  module: DocumentsModule,
  kinds: {
    document: kind(documentTable, { resident: true }),
    version: kind(versionTable, { resident: true, within: { kind: 'document', column: 'documentId' } }),
    review: kind(reviewTable, { resident: true, within: ofVersion }),
    acknowledgment: kind(acknowledgmentTable, { resident: true, within: ofVersion }),
  },
  router: (get) => documentsRouter(get(DocumentsService)),
});
