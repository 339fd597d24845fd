export { default as Region } from './Region.svelte';
export { default as Skeleton } from './Skeleton.svelte';
