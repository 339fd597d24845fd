export { default as Region } from './Region.svelte';
export { default as Skeleton } from './Skeleton.svelte';
export { default as RegionMessage } from './RegionMessage.svelte';
