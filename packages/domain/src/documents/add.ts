import type { Actor } from '../access/actor.ts';
import { audienceRefusal, requireWithin, type Seated } from '../access/audience.ts';
import { allow } from '../access/refusal.ts';
import { roleRefusal } from '../access/actor.ts';
import { attachChanges } from '../files/attach.ts';
import type { File } from '../files/file.ts';
import { changed, created, type Outcome } from '../record/change.ts';
import type { Party } from '../organizations/organization.ts';
import type { Document, Version } from './document.ts';
import type { AddDocumentInput, AddVersionInput, RetitleInput } from './inputs.ts';
import { sharedWith, supersededBy } from './supersede.ts';
import { documentRefusal, numberRefusal } from './rules.ts';

/** A new document with its first version, a draft. `file` is the upload that becomes its text. */
export function addDocument(
  actor: Actor,
  input: AddDocumentInput,
  { at, key, file, parties }: { at: string; key: string; file: File; parties: readonly Party[] },
): Outcome {
  allow(roleRefusal(actor));
  allow(audienceRefusal(input.documentAudience, actor, parties));
  const document: Document = {
    id: input.documentId,
    programId: actor.programId,
    audience: input.documentAudience,
    version: 1,
    key,
    number: input.number,
    type: input.type,
    title: input.title,
    titleZh: input.titleZh,
    ownerId: actor.partyId,
    addedBy: actor.memberId,
    addedAt: at,
  };
  const added = draft(document, actor, input, file, { at, parties });
  return {
    changes: [created('document', 'added', document), ...added.changes],
    notices: sharedWith(document, actor, added.version.audience, parties),
  };
}

/** A new draft. What it overtakes is superseded in the same act. `versions` are those of the document that are not superseded, at least. */
export function addVersion(
  document: Document,
  actor: Actor,
  input: AddVersionInput,
  { at, file, parties, versions }: { at: string; file: File; parties: readonly Party[]; versions: readonly Version[] },
): Outcome {
  allow(documentRefusal(document, actor));
  allow(numberRefusal(input, versions));
  const { version, changes } = draft(document, actor, input, file, { at, parties });
  // Nobody is called for a draft: what is asked of its readers (a review, a reading) calls them then.
  return { changes: [...changes, ...supersededBy(version, versions, at)], notices: [] };
}

export function retitleDocument(document: Document, actor: Actor, input: RetitleInput): Outcome {
  allow(documentRefusal(document, actor));
  const next = { ...document, title: input.title, titleZh: input.titleZh };
  return { changes: [changed('document', 'retitled', document, next)], notices: [] };
}

function draft(
  document: Document,
  actor: Actor,
  input: Omit<AddVersionInput, 'commandId'>,
  file: File,
  { at, parties }: { at: string; parties: readonly Seated[] },
) {
  requireWithin(input.audience, document.audience);
  allow(audienceRefusal(input.audience, actor, parties, document.audience));
  const version = newVersion(document, actor, input, file, at);
  const within = document.id;
  const subject = { kind: 'version' as const, id: version.id, audience: version.audience, within };
  const attached = attachChanges([file], actor, subject);
  return { version, changes: [created('version', 'added', version, { within }), ...attached] };
}

function newVersion(
  document: Document,
  actor: Actor,
  input: Omit<AddVersionInput, 'commandId'>,
  file: File,
  at: string,
): Version {
  const { versionId, audience, major, minor, reason } = input;
  return {
    id: versionId,
    programId: document.programId,
    audience,
    version: 1,
    documentId: document.id,
    ownerId: document.ownerId,
    major,
    minor,
    state: 'draft',
    fileId: file.id,
    fileName: file.name,
    mediaType: file.mediaType,
    size: file.size,
    sha256: file.sha256,
    reason,
    authorId: actor.memberId,
    addedAt: at,
    submittedAt: null,
    dueAt: null,
    approvedAt: null,
    effectiveAt: null,
    acknowledge: false,
    supersededById: null,
    supersededAt: null,
    withdrawnAt: null,
  };
}
