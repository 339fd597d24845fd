import type { Kind, Row } from '../record/rows.ts';

/** A stored file. It is its uploader's company's alone until it is attached; then it is within what it is attached to. */
export interface File extends Row {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  /** Lower-case hex SHA-256 of the bytes. */
  readonly sha256: string;
  readonly uploadedBy: string;
  readonly uploadedAt: string;
  readonly subjectKind: Kind | null;
  readonly subjectId: string | null;
}

export interface FileRows {
  file: File;
}
