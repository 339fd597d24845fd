export { default as ActorMark } from './ActorMark.svelte';
export { default as AudienceSentence } from './AudienceSentence.svelte';
export { default as AudienceStrip } from './AudienceStrip.svelte';
export { default as PartyMark } from './PartyMark.svelte';
export { default as PresenceStack } from './PresenceStack.svelte';
export { partyHue, type AudienceSlot, type AudienceView, type PartyHue, type PartyKind } from './party-kind.ts';
