import { type Actor, roleRefusal } from '../access/actor.ts';
import type { Refusal } from '../access/refusal.ts';

/** Why this actor may not take everything that the company may see in a program, or null: its leads alone, with their own eyes. */
export const exportRefusal = (actor: Pick<Actor, 'role' | 'readOnly'>): Refusal | null => roleRefusal(actor, ['lead']);
