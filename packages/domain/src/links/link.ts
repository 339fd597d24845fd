import { roleRefusal, type Actor } from '../access/actor.ts';
import { sees } from '../access/audience.ts';
import { allow, Refused, type Refusal } from '../access/refusal.ts';
import { created, gone, reaudience, type Change, type Outcome } from '../record/change.ts';
import type { Kind, Row } from '../record/rows.ts';
import type { LinkInput } from './inputs.ts';

/** Two objects that belong together. Its audience is what both have in common. */
export interface Link extends Row {
  readonly fromKind: Kind;
  readonly fromId: string;
  readonly toKind: Kind;
  readonly toId: string;
  readonly relation: LinkRelation;
  readonly linkedBy: string;
  readonly linkedAt: string;
}

/** `duplicates`: the first says the same as the second, and was closed for it. */
export const linkRelations = ['relates', 'duplicates', 'blocks'] as const;
export type LinkRelation = (typeof linkRelations)[number];

export interface LinkRows {
  link: Link;
}

/** The kinds that people link: things with a page of their own. */
export const linkableKinds = ['ticket', 'document', 'version', 'campaign', 'batch', 'operation'] as const;
export type LinkableKind = (typeof linkableKinds)[number];

/** Why two objects may not be linked, or null. `known` are the links the actor sees. */
export function linkRefusal(from: Row, to: Row, known: readonly Link[], actor: Actor): Refusal | null {
  const role = roleRefusal(actor);
  if (role !== null) return role;
  if (from.id === to.id) return 'link-to-itself';
  if (!sees(from.audience & to.audience, actor.mask)) return 'not-found';
  const joins = (link: Link) => new Set([link.fromId, link.toId]);
  return known.some((link) => joins(link).has(from.id) && joins(link).has(to.id)) ? 'already-linked' : null;
}

/** Links two objects; whoever sees both sees the link. */
export function linkObjects(
  from: Row,
  to: Row,
  known: readonly Link[],
  actor: Actor,
  input: LinkInput,
  at: string,
): Outcome {
  allow(linkRefusal(from, to, known, actor));
  const link: Link = {
    id: input.linkId,
    programId: actor.programId,
    audience: from.audience & to.audience,
    version: 1,
    fromKind: input.from.kind,
    fromId: from.id,
    toKind: input.to.kind,
    toId: to.id,
    relation: 'relates',
    linkedBy: actor.memberId,
    linkedAt: at,
  };
  return { changes: [created('link', 'linked', link)], notices: [] };
}

export const unlinkRefusal = (actor: Actor): Refusal | null => roleRefusal(actor);

/** Takes a link away for everybody who sees it. */
export function unlinkObjects(link: Link, actor: Actor): Outcome {
  allow(unlinkRefusal(actor));
  return { changes: [{ ...gone('link', link, link.audience), verb: 'unlinked' }], notices: [] };
}

/** What becomes of a link when one of its ends has another audience: it always is what both ends have in common. */
export function followLink(link: Link, from: Row, to: Row): Change[] {
  const audience = from.audience & to.audience;
  if (audience === 0) throw new Refused('not-found');
  return reaudience('link', link, audience);
}

export const otherEnd = (link: Link, rowId: string): { readonly kind: Kind; readonly id: string } =>
  link.fromId === rowId ? { kind: link.toKind, id: link.toId } : { kind: link.fromKind, id: link.fromId };
