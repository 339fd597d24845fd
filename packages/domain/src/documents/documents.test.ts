import { describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { uploadedFile } from '../files/attach.ts';
import type { File } from '../files/file.ts';
import type { Party } from '../organizations/organization.ts';
import type { Change, Outcome } from '../record/change.ts';
import { addDocument, addVersion } from './add.ts';
import type { Acknowledgment, Document, Review, Version } from './document.ts';
import { addDocumentInput } from './inputs.ts';
import {
  acknowledgeVersion,
  approveVersion,
  makeEffective,
  reviewVersion,
  submitVersion,
  withdrawVersion,
} from './review.ts';
import { acknowledgeRefusal, approveRefusal, refusal } from './rules.ts';
import { shareDocument, shareVersion } from './share.ts';
import { nextNumber, standing, successor, taskOf } from './standing.ts';

const at = '2026-11-24T09:42:00.000Z';
const SPONSOR = 0b001;
const LICENSEE = 0b010;
const CDMO = 0b100;
const ALL = SPONSOR | LICENSEE | CDMO;
const SECOND = 0b1000;

const partyOf = (id: string, seat: number, audience: number) => ({ id, seat, audience }) as Party;
const parties = [
  partyOf('sponsor', 0, 0b1111),
  partyOf('licensee', 1, ALL),
  partyOf('cdmo', 2, 0b1111),
  partyOf('second', 3, SPONSOR | CDMO | SECOND),
];
const actorOf = (partyId: string, seat: number, role: Actor['role'] = 'quality'): Actor => ({
  memberId: `m-${partyId}`,
  personId: `p-${partyId}`,
  programId: 'program',
  partyId,
  partyKind: partyId,
  seat,
  mask: seat,
  role,
});
const sponsor = actorOf('sponsor', SPONSOR);
const cdmo = actorOf('cdmo', CDMO);
const licensee = actorOf('licensee', LICENSEE);
const hash = (letter: string) => letter.repeat(64);
const fileOf = (id: string, actor = sponsor) =>
  uploadedFile({ id, name: `${id}.pdf`, size: 10, mediaType: 'application/pdf', sha256: hash('a') }, actor, at)
    .row as File;

/** One company's documents, moved by real outcomes. */
class Shelf {
  document = undefined as unknown as Document;
  versions: Version[] = [];
  reviews: Review[] = [];
  acknowledgments: Acknowledgment[] = [];
  files: File[] = [];
  told = { at, parties };

  take(outcome: Outcome): Outcome {
    for (const change of outcome.changes) this.apply(change);
    return outcome;
  }

  private apply({ kind, row }: Change): void {
    if (row === null) return;
    if (kind === 'document') this.document = row as Document;
    const list = {
      version: this.versions,
      review: this.reviews,
      acknowledgment: this.acknowledgments,
      file: this.files,
    }[kind as 'version'];
    if (list === undefined) return;
    const index = list.findIndex(({ id }) => id === row.id);
    list.splice(index === -1 ? list.length : index, 1, row as Version);
  }

  all = () => ({
    ...this.told,
    versions: this.versions,
    reviews: this.reviews,
    acknowledgments: this.acknowledgments,
    files: this.files,
  });
  version = (id: string) => this.versions.find((version) => version.id === id) as Version;
  review = (partyId: string, versionId: string) =>
    this.reviews.find((review) => review.partyId === partyId && review.versionId === versionId) as Review;
  add = (id: string, major: number, minor: number, audience: number) =>
    this.take(
      addVersion(
        this.document,
        sponsor,
        {
          commandId: 'c',
          versionId: id,
          documentId: 'd',
          fileId: `f-${id}`,
          major,
          minor,
          reason: 'more data',
          audience,
        },
        { ...this.all(), file: fileOf(`f-${id}`) },
      ),
    );
  submit = (id: string, ...partyIds: string[]) =>
    this.take(
      submitVersion(
        this.version(id),
        sponsor,
        {
          commandId: 'c',
          versionId: id,
          reviewers: partyIds.map((partyId) => ({ reviewId: `${id}-${partyId}`, partyId })),
          dueAt: null,
        },
        this.all(),
      ),
    );
  judge = (id: string, actor: Actor, verdict: Review['verdict'] & string, comment: string | null = null) => {
    const review = this.review(actor.partyId, id);
    return this.take(
      reviewVersion(
        review,
        this.version(id),
        actor,
        { commandId: 'c', reviewId: review.id, verdict, comment, sha256: hash('a') },
        { at },
      ),
    );
  };
  approve = (id: string) => this.take(approveVersion(this.version(id), sponsor, this.all()));
  effective = (id: string, acknowledge = true) =>
    this.take(makeEffective(this.version(id), sponsor, { commandId: 'c', versionId: id, acknowledge }, this.all()));
  share = (audience: number, versionIds: string[]) =>
    this.take(
      shareDocument(
        this.document,
        sponsor,
        { commandId: 'c', documentId: 'd', audience, versionIds, reason: null },
        this.all(),
      ),
    );
  shareVersion = (id: string, audience: number) =>
    this.take(
      shareVersion(
        this.document,
        this.version(id),
        sponsor,
        { commandId: 'c', versionId: id, audience, reason: null },
        this.all(),
      ),
    );
}

const documentInput = {
  commandId: 'c',
  documentId: 'd',
  versionId: 'v1',
  fileId: 'f-v1',
  number: 'COMP-RPT-003',
  type: 'COMP-RPT',
  title: 'Comparability report',
  titleZh: null,
  major: 0,
  minor: 1,
  reason: 'first draft',
};

function shelf(documentAudience = ALL, audience = SPONSOR): Shelf {
  const made = new Shelf();
  made.take(
    addDocument(
      sponsor,
      { ...documentInput, documentAudience, audience },
      { at, key: 'D-7KQ4', file: fileOf('f-v1'), parties },
    ),
  );
  return made;
}

/** v0.1 with everybody, approved and in force. */
function effectiveShelf(): Shelf {
  const made = shelf(ALL, ALL);
  made.submit('v1', 'cdmo');
  made.judge('v1', cdmo, 'agree');
  made.approve('v1');
  made.effective('v1');
  return made;
}

describe('adding', () => {
  test('a document begins with a draft that may be narrower than the document, and its file is within the draft', () => {
    const { document, versions, files } = shelf();
    expect(document.audience).toBe(ALL);
    expect(versions).toMatchObject([{ state: 'draft', audience: SPONSOR, sha256: hash('a') }]);
    expect(files).toMatchObject([{ audience: SPONSOR, subjectKind: 'version', subjectId: 'v1' }]);
  });

  test('a version wider than its document is refused', () => {
    expect(() => shelf(SPONSOR, ALL)).toThrow('audience-wider-than-parent');
  });

  test('two licensees that must not know of each other never share a document', () => {
    expect(() => shelf(ALL | SECOND, SPONSOR)).toThrow('audience-reveals-company');
  });

  test('version numbers only grow, and the proposal is the next one', () => {
    const made = shelf();
    expect(nextNumber(made.versions, 'minor')).toEqual({ major: 0, minor: 2 });
    expect(nextNumber(made.versions, 'major')).toEqual({ major: 1, minor: 0 });
    expect(() => made.add('v2', 0, 1, SPONSOR)).toThrow('version-number-not-higher');
  });

  test('only the owner adds versions, and viewers add nothing', () => {
    const made = shelf();
    const input = {
      commandId: 'c',
      versionId: 'v2',
      documentId: 'd',
      fileId: 'f',
      major: 0,
      minor: 2,
      reason: 'r',
      audience: CDMO,
    };
    expect(() => addVersion(made.document, cdmo, input, { ...made.all(), file: fileOf('f', cdmo) })).toThrow(
      'not-your-company',
    );
    const viewer = { ...sponsor, role: 'viewer' as const };
    expect(() => addVersion(made.document, viewer, input, { ...made.all(), file: fileOf('f') })).toThrow(
      'not-your-role',
    );
  });

  test('a type that the reference does not know is not accepted', () => {
    const uuid = '7f1c9d0e-8f52-4d57-9a39-2f8d7f8d1a11';
    const input = {
      ...documentInput,
      commandId: uuid,
      documentId: uuid,
      versionId: uuid,
      fileId: uuid,
      documentAudience: 1,
      audience: 1,
    };
    expect(addDocumentInput.safeParse(input).success).toBe(true);
    expect(addDocumentInput.safeParse({ ...input, type: 'NOVEL' }).success).toBe(false);
    expect(addDocumentInput.safeParse({ ...input, number: '../x' }).success).toBe(false);
  });
});

describe('superseding', () => {
  test('a private draft leaves the shared version as it stands', () => {
    const made = effectiveShelf();
    const { changes } = made.add('v2', 0, 2, SPONSOR);
    expect(changes.every(({ audience }) => audience === SPONSOR)).toBe(true);
    expect(made.version('v1').state).toBe('effective');
  });

  test('sharing a newer draft with the readers of an older one in review supersedes it, and its review is closed', () => {
    const made = shelf(ALL, ALL);
    made.submit('v1', 'cdmo');
    made.add('v2', 0, 2, SPONSOR);
    expect(made.version('v1').state).toBe('in-review');
    made.shareVersion('v2', ALL);
    expect(made.version('v1')).toMatchObject({ state: 'superseded', supersededById: 'v2' });
    expect(() => made.judge('v1', cdmo, 'agree')).toThrow('version-superseded');
  });

  test('one version is effective: the next one supersedes it when it takes effect, not before', () => {
    const made = effectiveShelf();
    made.add('v2', 1, 0, ALL);
    made.submit('v2', 'cdmo');
    made.judge('v2', cdmo, 'agree');
    made.approve('v2');
    expect(made.version('v1').state).toBe('effective');
    made.effective('v2');
    expect(made.versions.filter(({ state }) => state === 'effective').map(({ id }) => id)).toEqual(['v2']);
    expect(successor(made.version('v1'), made.versions)?.id).toBe('v2');
  });

  test('a version may not take effect while somebody reads only the one it replaces', () => {
    const made = effectiveShelf();
    made.add('v2', 1, 0, SPONSOR | CDMO);
    made.submit('v2', 'cdmo');
    made.judge('v2', cdmo, 'agree');
    made.approve('v2');
    expect(() => made.effective('v2')).toThrow('effective-version-seen-by-more');
    made.shareVersion('v2', ALL);
    made.effective('v2');
    expect(made.version('v1').state).toBe('superseded');
  });

  test('a withdrawn version takes no review and no acknowledgment', () => {
    const made = effectiveShelf();
    made.take(
      withdrawVersion(
        made.version('v1'),
        sponsor,
        { commandId: 'c', versionId: 'v1', reason: 'wrong table' },
        made.told,
      ),
    );
    expect(refusal(made.version('v1'), 'review', cdmo)).toBe('version-withdrawn');
    expect(refusal(made.version('v1'), 'acknowledge', cdmo)).toBe('version-withdrawn');
  });
});

describe('review', () => {
  test('a company that does not see the version cannot be asked', () => {
    const made = shelf(ALL, SPONSOR | CDMO);
    expect(() => made.submit('v1', 'licensee')).toThrow('reviewer-cannot-see');
  });

  test('a verdict is bound to the file: another hash is refused', () => {
    const made = shelf(ALL, ALL);
    made.submit('v1', 'cdmo');
    const input = { commandId: 'c', reviewId: 'v1-cdmo', verdict: 'agree' as const, comment: null, sha256: hash('b') };
    expect(() => reviewVersion(made.review('cdmo', 'v1'), made.version('v1'), cdmo, input, { at })).toThrow(
      'version-changed',
    );
  });

  test('one company does not answer for another', () => {
    const made = shelf(ALL, ALL);
    made.submit('v1', 'cdmo');
    const input = { commandId: 'c', reviewId: 'v1-cdmo', verdict: 'agree' as const, comment: null, sha256: hash('a') };
    expect(() => reviewVersion(made.review('cdmo', 'v1'), made.version('v1'), licensee, input, { at })).toThrow(
      'not-your-company',
    );
  });

  test('anything but agreement says why', () => {
    const made = shelf(ALL, ALL);
    made.submit('v1', 'cdmo');
    expect(() => made.judge('v1', cdmo, 'disagree', '  ')).toThrow('review-comment-required');
    made.judge('v1', cdmo, 'disagree', 'Table 12 lacks batch 012.');
    expect(made.review('cdmo', 'v1')).toMatchObject({ verdict: 'disagree', reviewerId: 'm-cdmo' });
  });

  test('approval waits for every company asked, and for no disagreement', () => {
    const made = shelf(ALL, ALL);
    made.submit('v1', 'cdmo', 'licensee');
    made.judge('v1', cdmo, 'agree');
    expect(() => made.approve('v1')).toThrow('reviews-outstanding');
    made.judge('v1', licensee, 'disagree', 'State the registered range.');
    expect(() => made.approve('v1')).toThrow('review-disagrees');
    made.judge('v1', licensee, 'agree-with-comment', 'Thank you.');
    expect(approveRefusal(made.version('v1'), { ...sponsor, role: 'contributor' }, made.reviews)).toBe('not-your-role');
    made.approve('v1');
    expect(made.version('v1').state).toBe('approved');
  });

  test('a company is asked once, and more companies may be asked later', () => {
    const made = shelf(ALL, ALL);
    made.submit('v1', 'cdmo');
    expect(() => made.submit('v1', 'cdmo')).toThrow('review-twice');
    const { notices } = made.submit('v1', 'licensee');
    expect(notices).toEqual([{ reason: 'review', to: { partyIds: ['licensee'] }, kind: 'document', subjectId: 'd' }]);
  });
});

describe('acknowledgment', () => {
  const acknowledge = (made: Shelf, actor: Actor, sha256 = hash('a')) =>
    made.take(
      acknowledgeVersion(
        made.version('v1'),
        actor,
        { commandId: 'c', acknowledgmentId: `a-${actor.partyId}`, versionId: 'v1', sha256 },
        { at, owner: parties[0] as Party, acknowledgments: made.acknowledgments },
      ),
    );

  test("is seen by the reader's company and the owner, never by a third company", () => {
    const made = effectiveShelf();
    acknowledge(made, cdmo);
    expect(made.acknowledgments).toMatchObject([{ audience: SPONSOR | CDMO, memberId: 'm-cdmo', sha256: hash('a') }]);
  });

  test('is given once per person and version, for the file that was read', () => {
    const made = effectiveShelf();
    expect(() => acknowledge(made, cdmo, hash('b'))).toThrow('version-changed');
    acknowledge(made, cdmo);
    expect(acknowledgeRefusal(made.version('v1'), cdmo, made.acknowledgments)).toBe('already-acknowledged');
  });

  test('waits for each reader while the version is in force, and for nobody after', () => {
    const made = effectiveShelf();
    const task = () => taskOf(standing('d', made.versions), cdmo, made.reviews, made.acknowledgments)?.task ?? null;
    expect(task()).toBe('acknowledge');
    acknowledge(made, cdmo);
    expect(task()).toBeNull();
  });
});

describe('sharing', () => {
  test('narrowing takes versions, reviews, acknowledgments and files along, children first', () => {
    const made = effectiveShelf();
    const { changes } = made.share(SPONSOR | CDMO, []);
    expect(changes.filter(({ verb }) => verb === 'gone').map(({ kind, audience }) => [kind, audience])).toEqual([
      ['review', LICENSEE],
      ['file', LICENSEE],
      ['version', LICENSEE],
      ['document', LICENSEE],
    ]);
  });

  test('widening gives the versions named, and no other', () => {
    const made = shelf(SPONSOR, SPONSOR);
    made.add('v2', 0, 2, SPONSOR);
    const { changes, notices } = made.share(SPONSOR | CDMO, ['v2']);
    expect(changes[0]).toMatchObject({ kind: 'document', verb: 'widened' });
    expect(made.version('v1').audience).toBe(SPONSOR);
    expect(made.version('v2').audience).toBe(SPONSOR | CDMO);
    expect(made.files.find(({ subjectId }) => subjectId === 'v2')?.audience).toBe(SPONSOR | CDMO);
    expect(notices).toEqual([{ reason: 'shared', to: { partyIds: ['cdmo'] }, kind: 'document', subjectId: 'd' }]);
  });

  test('one company given up for another in one act: nothing is ever wider than what it belongs to', () => {
    const made = shelf(SPONSOR | LICENSEE, SPONSOR | LICENSEE);
    made.share(SPONSOR | CDMO, ['v1']);
    expect(made.document.audience).toBe(SPONSOR | CDMO);
    expect(made.version('v1')).toMatchObject({ audience: SPONSOR | CDMO, version: 3 });
  });

  test('the owner cannot give its own document away', () => {
    expect(() => shelf(ALL, ALL).share(CDMO, [])).toThrow('audience-without-own-company');
  });

  test("one version is shared within its document's audience", () => {
    const made = shelf(SPONSOR | CDMO, SPONSOR);
    expect(() => made.shareVersion('v1', ALL)).toThrow('audience-wider-than-parent');
    made.shareVersion('v1', SPONSOR | CDMO);
    expect(made.version('v1').audience).toBe(SPONSOR | CDMO);
  });
});

describe('what waits', () => {
  test("moves from the author to the reviewers and back to the owner's deciders", () => {
    const made = shelf(ALL, ALL);
    const task = (actor: Actor) =>
      taskOf(standing('d', made.versions), actor, made.reviews, made.acknowledgments)?.task ?? null;
    expect([task(sponsor), task(cdmo)]).toEqual(['submit', null]);
    made.submit('v1', 'cdmo');
    expect([task(sponsor), task(cdmo)]).toEqual([null, 'review']);
    made.judge('v1', cdmo, 'disagree', 'No.');
    expect([task(sponsor), task(cdmo)]).toEqual(['answer', null]);
    made.judge('v1', cdmo, 'agree');
    expect([task(sponsor), task(cdmo)]).toEqual(['approve', null]);
    made.approve('v1');
    expect([task(sponsor), task(cdmo)]).toEqual(['make-effective', null]);
  });
});
