export { default as Menu } from './Menu.svelte';
export type { MenuEntry, MenuItem } from './menu-entry.ts';
