export { default as Composer } from './Composer.svelte';
export { default as FoldLine } from './FoldLine.svelte';
export { default as Message } from './Message.svelte';
export { default as NoteFrame } from './NoteFrame.svelte';
export { default as PrivateLabel } from './PrivateLabel.svelte';
export { default as Translation } from './Translation.svelte';
export { default as TypingLine } from './TypingLine.svelte';
