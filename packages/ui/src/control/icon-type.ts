import type { Component } from 'svelte';

/** A per-icon import of @lucide/svelte, or any drawing in 24 × 24 that takes a class and hides itself from screen readers. */
export type IconComponent = Component<{ class?: string }>;
