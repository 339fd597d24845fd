import { getContext, setContext } from 'svelte';

/** What a Field tells the input inside it, so that label, help and error are wired by themselves. */
export type FieldWiring = {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
};

const key = Symbol('field');

export const provideField = (wiring: FieldWiring) => setContext(key, wiring);
export const fieldWiring = () => getContext<FieldWiring | undefined>(key);

/** What the Field says of an input that is no input element. */
export const wiredAttributes = (wiring: FieldWiring | undefined): Record<string, string> => ({
  ...(wiring?.required && { 'aria-required': 'true' }),
  ...(wiring?.describedBy && { 'aria-describedby': wiring.describedBy }),
});
