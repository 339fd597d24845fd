import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '@crossflow/domain/access/refusal';
import { addDocument, addVersion, retitleDocument } from '@crossflow/domain/documents/add';
import type * as inputs from '@crossflow/domain/documents/inputs';
import {
  acknowledgeVersion,
  approveVersion,
  makeEffective,
  reviewVersion,
  submitVersion,
  withdrawVersion,
} from '@crossflow/domain/documents/review';
import { shareDocument, shareVersion } from '@crossflow/domain/documents/share';
import type { Caller } from '../kernel/unit-of-work/caller.ts';
import { UnitOfWork } from '../kernel/unit-of-work/unit-of-work.ts';
import { numberTaken, openDocument, openStanding, openVersion, rowOf } from './documents.reads.ts';

const KEY_LENGTH = 5;

@Injectable()
export class DocumentsService {
  readonly work: UnitOfWork;

  constructor(@Inject(UnitOfWork) work: UnitOfWork) {
    this.work = work;
  }

  add(caller: Caller, input: inputs.AddDocumentInput) {
    return this.work.run(caller, input, async (tx) => {
      if (await numberTaken(tx, input.number)) throw new Refused('document-number-taken');
      const file = await tx.load('file', input.fileId);
      const key = tx.randomKey('D', KEY_LENGTH);
      const outcome = addDocument(tx.actor, input, { at: tx.now, key, file, parties: await tx.parties() });
      return tx.record(outcome, input.documentId, { key });
    });
  }

  addVersion(caller: Caller, input: inputs.AddVersionInput) {
    return this.work.run(caller, input, async (tx) => {
      const opened = await openStanding(tx, input.documentId);
      const file = await tx.load('file', input.fileId);
      return tx.record(addVersion(opened.document, tx.actor, input, { ...opened, file }), input.versionId);
    });
  }

  retitle(caller: Caller, input: inputs.RetitleInput) {
    return this.work.run(caller, input, async (tx) => {
      const document = await tx.load('document', input.documentId);
      if (document.version !== input.version) throw new Refused('stale', document);
      return tx.record(retitleDocument(document, tx.actor, input), document.id);
    });
  }

  submit(caller: Caller, input: inputs.SubmitInput) {
    return this.work.run(caller, input, async (tx) => {
      const opened = await openVersion(tx, input.versionId);
      return tx.record(submitVersion(opened.version, tx.actor, input, opened), opened.version.id);
    });
  }

  review(caller: Caller, input: inputs.ReviewInput) {
    return this.work.run(caller, input, async (tx) => {
      const found = await tx.find('review', input.reviewId);
      if (found === null) throw new Refused('not-found');
      const opened = await openVersion(tx, found.versionId);
      const review = rowOf(opened.reviews, found.id);
      return tx.record(reviewVersion(review, opened.version, tx.actor, input, opened), review.id);
    });
  }

  approve(caller: Caller, input: inputs.ApproveInput) {
    return this.work.run(caller, input, async (tx) => {
      const opened = await openVersion(tx, input.versionId);
      return tx.record(approveVersion(opened.version, tx.actor, opened), opened.version.id);
    });
  }

  makeEffective(caller: Caller, input: inputs.MakeEffectiveInput) {
    return this.work.run(caller, input, async (tx) => {
      const opened = await openVersion(tx, input.versionId);
      return tx.record(makeEffective(opened.version, tx.actor, input, opened), opened.version.id);
    });
  }

  withdraw(caller: Caller, input: inputs.WithdrawInput) {
    return this.work.run(caller, input, async (tx) => {
      const opened = await openVersion(tx, input.versionId);
      return tx.record(withdrawVersion(opened.version, tx.actor, input, opened), opened.version.id);
    });
  }

  acknowledge(caller: Caller, input: inputs.AcknowledgeInput) {
    return this.work.run(caller, input, async (tx) => {
      const opened = await openVersion(tx, input.versionId);
      const owner = rowOf(opened.parties, opened.document.ownerId);
      const outcome = acknowledgeVersion(opened.version, tx.actor, input, { ...opened, owner });
      return tx.record(outcome, input.acknowledgmentId);
    });
  }

  share(caller: Caller, input: inputs.ShareDocumentInput) {
    return this.work.run(caller, input, async (tx) => {
      const opened = await openDocument(tx, input.documentId);
      return tx.record(shareDocument(opened.document, tx.actor, input, opened), opened.document.id);
    });
  }

  shareVersion(caller: Caller, input: inputs.ShareVersionInput) {
    return this.work.run(caller, input, async (tx) => {
      const opened = await openVersion(tx, input.versionId);
      return tx.record(shareVersion(opened.document, opened.version, tx.actor, input, opened), opened.version.id);
    });
  }
}
