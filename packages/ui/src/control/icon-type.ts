import type { Component } from 'svelte';

/** A per-icon import of @lucide/svelte, or any component that takes the same props. */
export type IconComponent = Component<{
  size?: number | string;
  class?: string;
  'aria-hidden'?: 'true';
}>;
