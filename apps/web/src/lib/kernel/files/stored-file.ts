import { isImage, isPdf } from '@crossflow/domain/files/media';
import { getLocale } from '@crossflow/i18n';
import { actingQuery } from '../calls.ts';

/** What a screen needs of a stored file: the row itself, or the same fields copied into another row. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
}

/** Where a file is read, as the acting membership. Inline is answered for pictures and PDFs alone. */
export function fileAddress({ id, name }: Pick<StoredFile, 'id' | 'name'>, { inline = false } = {}): string {
  const query = new URLSearchParams({ ...actingQuery(), ...(inline && { inline: '1' }) });
  return `/files/${id}/${encodeURIComponent(name)}?${query}`;
}

export type FileLook = 'image' | 'pdf' | 'other';
export const fileLook = (mediaType: string): FileLook =>
  isImage(mediaType) ? 'image' : isPdf(mediaType) ? 'pdf' : 'other';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Such as "340 kB", in the reader's language. */
export function fileSize(bytes: number, locale = getLocale()): string {
  const step = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** step;
  const unit = units[step] ?? 'byte';
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    maximumFractionDigits: amount < 10 && step > 0 ? 1 : 0,
  }).format(amount);
}
