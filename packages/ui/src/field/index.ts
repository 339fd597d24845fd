export { default as Checkbox } from './Checkbox.svelte';
export { default as Field } from './Field.svelte';
export { default as InputFrame } from './InputFrame.svelte';
export { default as RadioGroup, type RadioOption } from './RadioGroup.svelte';
export { default as SearchInput } from './SearchInput.svelte';
export { default as Select, type SelectOption } from './Select.svelte';
export { default as TextArea } from './TextArea.svelte';
export { default as TextInput } from './TextInput.svelte';
export { grow } from './grow.ts';
