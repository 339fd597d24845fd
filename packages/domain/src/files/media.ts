/** What a browser may show inline. Anything else is a download: HTML and SVG can carry script. */
export const inlineMediaTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'] as const;
export type InlineMediaType = (typeof inlineMediaTypes)[number];

/** Bytes that `inlineMediaType` needs to decide. */
export const MAGIC_LENGTH = 16;
export const MAX_FILE_BYTES = 2 * 1024 ** 3;
export const MAX_NAME_LENGTH = 200;

const magics: readonly { type: InlineMediaType; at: number; bytes: readonly number[] }[] = [
  { type: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', at: 0, bytes: [0x47, 0x49, 0x46, 0x38] },
  { type: 'image/webp', at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
  { type: 'application/pdf', at: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];

/** The type told by a file's first bytes, where it is one that may be shown inline; its name and its claim count for nothing. */
export function inlineMediaType(head: Uint8Array): InlineMediaType | null {
  const found = magics.find(({ at, bytes }) => bytes.every((byte, index) => head[at + index] === byte));
  return found?.type ?? null;
}

export const isImage = (mediaType: string): boolean => mediaType.startsWith('image/') && isInline(mediaType);
export const isPdf = (mediaType: string): boolean => mediaType === 'application/pdf';
export const isInline = (mediaType: string): boolean => (inlineMediaTypes as readonly string[]).includes(mediaType);

/** A file's name as it may be stored and shown: no path, no control or direction-changing characters, never empty. */
export function safeFileName(name: string): string {
  const base = name.toWellFormed().split(/[\\/]/).at(-1) ?? '';
  const clean = base.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '').trim();
  const short = [...clean].slice(-MAX_NAME_LENGTH).join('');
  return short === '' || /^\.+$/.test(short) ? 'file' : short;
}
