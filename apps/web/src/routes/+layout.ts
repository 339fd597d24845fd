export const ssr = false;
export const prerender = false;

/** Nothing is shown in a language that is not the reader's. Imported here: the build reads this file where there is no browser. */
export async function load(): Promise<void> {
  const { look } = await import('#lib/kernel/look.svelte.ts');
  await look.firstWords().catch(() => undefined);
}
