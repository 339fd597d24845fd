// Components, with the types of what they call. The checker starts anew for each of them, which takes as long as all other linting
// together: so this is a step of `npm test`, and not of `npm run check`.
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import { ignored, withTypes } from './eslint.config.js';

const { languageOptions, rules } = withTypes;

export default ts.config(ignored, ts.configs.base, svelte.configs.base, {
  files: ['**/*.svelte'],
  linterOptions: { reportUnusedDisableDirectives: 'off' },
  languageOptions: { parserOptions: { ...languageOptions.parserOptions, parser: ts.parser } },
  rules,
});
