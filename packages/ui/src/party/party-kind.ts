/** The three kinds with a shape and a hue of their own; any other company is a neutral hexagon. */
export type PartyKind = 'sponsor' | 'licensee' | 'cdmo';

/** The class that carries the hue (`--hue`, `--hue-tint`) in base.css. */
export type PartyHue = PartyKind | 'other';

export function partyHue(kind: string): PartyHue {
  return kind === 'sponsor' || kind === 'licensee' || kind === 'cdmo' ? kind : 'other';
}

export type AudienceSlot = {
  readonly partyId: string;
  readonly kind: PartyKind | (string & {});
  readonly monogram: string;
  readonly name: string;
  readonly sees: boolean;
  readonly own: boolean;
};

/** An AudienceStrip without its size: what the caller computes once for an object. */
export type AudienceView = {
  readonly slots: readonly AudienceSlot[];
  readonly sentence: string;
  readonly internal?: boolean | undefined;
};
