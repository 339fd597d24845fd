import type { Actor } from '../access/actor.ts';
import type { Audience } from '../access/audience.ts';
import { Refused } from '../access/refusal.ts';
import { changed, created, gone, reaudience, type Change } from '../record/change.ts';
import type { Kind } from '../record/rows.ts';
import type { File } from './file.ts';

/** The row that files become part of. `within` is the object whose page shows it, where that is another row. */
export interface Subject {
  readonly kind: Kind;
  readonly id: string;
  readonly audience: Audience;
  readonly within?: string | null;
}

export type Uploaded = Pick<File, 'id' | 'name' | 'size' | 'mediaType' | 'sha256'>;

/** A finished upload: its uploader's company's alone until it is attached. */
export function uploadedFile(uploaded: Uploaded, actor: Actor, at: string): Change<'file'> {
  const row: File = {
    ...uploaded,
    programId: actor.programId,
    audience: actor.seat,
    version: 1,
    uploadedBy: actor.memberId,
    uploadedAt: at,
    subjectKind: null,
    subjectId: null,
  };
  return created('file', 'uploaded', row);
}

/** An upload that was never attached to anything is removed for good. */
export function discardedFile(file: File): Change<'file'> {
  return { ...gone('file', file, file.audience), verb: 'discarded' };
}

/** Puts files within a row, under its audience. Only one's own uploads, and each of them once. */
export function attachChanges(files: readonly File[], actor: Actor, subject: Subject): Change<'file'>[] {
  return files.flatMap((file) => {
    // Another person's upload is refused like a missing one, so that ids cannot be tried.
    if (file.uploadedBy !== actor.memberId) throw new Refused('not-found');
    if (file.subjectId !== null) throw new Refused('file-already-attached');
    const told = { within: subject.within ?? subject.id };
    const next = { ...file, audience: subject.audience, subjectKind: subject.kind, subjectId: subject.id };
    const lost = file.audience & ~subject.audience;
    const attached = changed('file', 'attached', file, next, told);
    return lost === 0 ? [attached] : [attached, gone('file', file, lost, told)];
  });
}

/** Files follow the row that they are attached to: the features add these changes where a row's audience moves. */
export function followChanges(files: readonly File[], subject: Subject): Change<'file'>[] {
  return files
    .filter((file) => file.subjectKind === subject.kind && file.subjectId === subject.id)
    .flatMap((file) => reaudience('file', file, subject.audience, { within: subject.within ?? subject.id }));
}
