import type { IconComponent } from '../control/icon-type.ts';
import type { AudienceView } from '../party/party-kind.ts';

export type PaletteHit = {
  readonly id: string;
  readonly label: string;
  readonly icon: IconComponent;
  /** Found words around the match, or where the thing lives; set behind the label. */
  readonly detail?: string | undefined;
  readonly mono?: string | undefined;
  /** Every record shows who can see it. */
  readonly audience?: AudienceView | undefined;
  readonly kbd?: string | undefined;
  /** One of several that may hold at once. */
  readonly checked?: boolean | undefined;
};

export type PaletteGroup = { readonly id: string; readonly caption: string; readonly hits: readonly PaletteHit[] };

export type PaletteLabels = {
  /** The name of the dialog and of its field. */
  readonly title: string;
  readonly placeholder: string;
  readonly results: string;
  readonly empty: string;
};
