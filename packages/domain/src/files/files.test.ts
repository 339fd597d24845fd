import { expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { attachChanges, followChanges, uploadedFile } from './attach.ts';
import type { File } from './file.ts';
import { inlineMediaType, safeFileName } from './media.ts';

const actor: Actor = {
  memberId: 'm-cdmo',
  personId: 'p-cdmo',
  programId: 'program',
  partyId: 'cdmo',
  partyKind: 'cdmo',
  seat: 4,
  mask: 4,
  role: 'contributor',
};
const at = '2026-11-24T09:42:00.000Z';
const bytes = { id: 'f1', name: '批记录.pdf', size: 9, mediaType: 'application/pdf', sha256: 'a'.repeat(64) };
const upload = () => uploadedFile(bytes, actor, at).row as File;

test("an upload is its uploader's company's alone", () => {
  expect(upload()).toMatchObject({ audience: 4, subjectId: null, uploadedBy: 'm-cdmo', version: 1 });
});

test('attaching an upload puts it under the audience of what it belongs to', () => {
  const [change, ...more] = attachChanges([upload()], actor, { kind: 'document', id: 'd1', audience: 0b101 });
  expect(change).toMatchObject({
    verb: 'attached',
    audience: 0b101,
    within: 'd1',
    row: { subjectKind: 'document', subjectId: 'd1', version: 2 },
  });
  expect(more).toEqual([]);
});

test("another person's upload cannot be attached, and its refusal is that of a missing one", () => {
  const stranger = { ...actor, memberId: 'm-other' };
  expect(() => attachChanges([upload()], stranger, { kind: 'document', id: 'd1', audience: 4 })).toThrow('not-found');
});

test('an upload is attached once', () => {
  const attached = attachChanges([upload()], actor, { kind: 'document', id: 'd1', audience: 4 })[0]?.row as File;
  expect(() => attachChanges([attached], actor, { kind: 'document', id: 'd2', audience: 4 })).toThrow(
    'file-already-attached',
  );
});

test('files follow their row: a narrowed row takes them away, and files of another row stay', () => {
  const attached = attachChanges([upload()], actor, { kind: 'document', id: 'd1', audience: 0b111 })[0]?.row as File;
  const changes = followChanges([attached, { ...attached, id: 'f2', subjectId: 'd2' }], {
    kind: 'document',
    id: 'd1',
    audience: 0b101,
  });
  expect(changes.map(({ verb, audience, subjectId }) => [verb, audience, subjectId])).toEqual([
    ['narrowed', 0b101, 'f1'],
    ['gone', 0b010, 'f1'],
  ]);
});

test('only the first bytes decide what may be shown inline', () => {
  const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const head = (...values: number[]) => Uint8Array.from(values);
  expect(inlineMediaType(bytesOf('%PDF-1.7'))).toBe('application/pdf');
  expect(inlineMediaType(head(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toBe('image/png');
  expect(inlineMediaType(bytesOf('RIFFabcdWEBPVP8 '))).toBe('image/webp');
  expect(inlineMediaType(bytesOf('RIFFabcdWAVEfmt '))).toBeNull();
  expect(inlineMediaType(bytesOf('<svg onload=alert(1)>'))).toBeNull();
  expect(inlineMediaType(bytesOf(' %PDF-1.7'))).toBeNull();
  expect(inlineMediaType(head())).toBeNull();
});

test('a stored name has no path, no control and no direction-changing characters', () => {
  expect(safeFileName('C:\\fakepath\\批记录.pdf')).toBe('批记录.pdf');
  expect(safeFileName('../../etc/passwd')).toBe('passwd');
  expect(safeFileName('report\u202Efdp.exe')).toBe('reportfdp.exe');
  expect(safeFileName('..')).toBe('file');
  expect(safeFileName('')).toBe('file');
  expect(safeFileName(`${'长'.repeat(300)}.pdf`)).toMatch(/长\.pdf$/);
});
