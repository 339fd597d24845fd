import type { Audience } from '../access/audience.ts';
import type { DocumentRows } from '../documents/document.ts';
import type { FileRows } from '../files/file.ts';
import type { LinkRows } from '../links/link.ts';
import type { ManufacturingRows } from '../manufacturing/manufacturing.ts';
import type { OrganizationRows } from '../organizations/organization.ts';
import type { RecordRows } from './export.ts';
import type { TicketRows } from '../tickets/ticket.ts';
import type { ViewRows } from '../views/view.ts';

/** What every shared row has. Instants are ISO 8601 in UTC with milliseconds; absent values are null, never undefined. */
export interface Row {
  readonly id: string;
  readonly programId: string;
  readonly audience: Audience;
  readonly version: number;
}

/** Every kind of shared row by its word. A feature adds its rows here, in one line. */
export interface Rows
  extends OrganizationRows, FileRows, LinkRows, TicketRows, ViewRows, DocumentRows, ManufacturingRows, RecordRows {}

export type Kind = keyof Rows & string;
