// Components, with the types of what they call: oxlint does not see into them. The checker starts anew for each, which takes longer than
// all other linting: so this is a step of `npm test`, and not of `npm run check`.
import { readFileSync } from 'node:fs';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import { ignored } from './eslint.config.js';

const oxlint = JSON.parse(readFileSync(new URL('.oxlintrc.json', import.meta.url), 'utf8'));
const rules = Object.fromEntries(
  Object.entries(oxlint.rules).map(([name, rule]) => [name.replace('typescript/', '@typescript-eslint/'), rule]),
);

export default ts.config(ignored, ts.configs.base, svelte.configs.base, {
  files: ['**/*.svelte'],
  linterOptions: { reportUnusedDisableDirectives: 'off' },
  languageOptions: {
    parserOptions: {
      parser: ts.parser,
      projectService: true,
      tsconfigRootDir: import.meta.dirname,
      extraFileExtensions: ['.svelte'],
    },
  },
  rules,
});
