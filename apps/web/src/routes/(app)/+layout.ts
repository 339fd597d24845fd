interface Asked {
  readonly route: { readonly id: string | null };
  readonly params: { readonly program?: string };
}

const LIST_OF_TICKETS = '/(app)/p/[program]/(tickets)/tickets';

/** Pages name objects of every feature. The list of tickets does not: it is shown first, and the rest comes after it. */
export async function load({ route, params }: Asked): Promise<void> {
  void import('#lib/kernel/begin.ts').then(({ begin }) => begin(params.program));
  if (route.id === LIST_OF_TICKETS) return;
  const [{ look }, { wholeFeatures }] = await Promise.all([
    import('#lib/kernel/look.svelte.ts'),
    import('#lib/kernel/registry.ts'),
    import('#lib/features-at-once.ts'),
  ]);
  await Promise.all([wholeFeatures(), look.allWords().catch(() => undefined)]);
}
