import type { IconComponent } from '../control/icon-type.ts';
import type { AudienceView, PartyKind } from '../party/party-kind.ts';

export type MenuItem = {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconComponent | undefined;
  /** A company's mark in place of an icon. */
  readonly mark?:
    | { readonly kind: PartyKind | (string & {}); readonly monogram: string; readonly off?: boolean | undefined }
    | undefined;
  /** Every record shows who can see it. */
  readonly audience?: AudienceView | undefined;
  readonly kbd?: string | undefined;
  /** Why it cannot be chosen now: shown beneath the label, read with it. */
  readonly why?: string | null | undefined;
  readonly warn?: boolean | undefined;
  readonly checked?: boolean | undefined;
  readonly href?: string | undefined;
  readonly onpick?: (() => void) | undefined;
};

export type MenuEntry =
  | MenuItem
  | { readonly id: string; readonly separator: true }
  | { readonly id: string; readonly caption: string };
