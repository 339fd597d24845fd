export { default as ClockBar } from './ClockBar.svelte';
export { default as ConnectionPill } from './ConnectionPill.svelte';
export { default as Status } from './Status.svelte';
export { default as StatusGlyph } from './StatusGlyph.svelte';
export { default as TypingDots } from './TypingDots.svelte';
export { glyphTone, type GlyphName, type GlyphTone } from './glyph-name.ts';
