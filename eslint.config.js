import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { functionSize } from './scripts/function-size.mjs';
import { importArrows } from './scripts/import-arrows.mjs';

const maxLines = (max) => ['error', { max, skipBlankLines: false, skipComments: false }];
const typed = ['**/*.ts', '**/*.svelte'];
const tests = ['tests/**/*.ts', '**/*.test.ts'];
const environmentIsRead =
  'Only kernel/config reads the environment: add a setting to config.ts, so that a wrong one stops the start.';

export const ignored = {
  ignores: [
    '**/dist/',
    '**/build/',
    '**/.svelte-kit/',
    '**/generated/',
    'apps/server/migrations/',
    'tests/.out/',
    '**/.data/',
    '**/.turbo/',
  ],
};

export default ts.config(
  ignored,
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  // Formatting is oxfmt's.
  svelte.configs.prettier,
  {
    plugins: { crossflow: { rules: { 'import-arrows': importArrows, 'function-size': functionSize } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'crossflow/import-arrows': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': maxLines(300),
      'crossflow/function-size': ['error', 40],
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: typed,
    rules: {
      // TypeScript knows the names; the rule does not know types.
      'no-undef': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  // The rules that ask the type checker are oxlint's: .oxlintrc.json.
  { files: ['**/*.ts'], languageOptions: { parser: ts.parser } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser }, globals: { ...globals.browser } },
  },
  {
    files: typed,
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      // svelte-check fails on the warnings themselves, and knows more of them.
      'svelte/no-unused-svelte-ignore': 'off',
      // The app uses no stores, and looking for them takes a tenth of the time of all rules.
      'svelte/require-store-reactive-access': 'off',
      // The app has no base path.
      'svelte/no-navigation-without-resolve': 'off',
      // Plain maps and dates are often right beside $state: the replica signals its changes itself.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      'max-lines': maxLines(250),
      'crossflow/function-size': 'off',
      // Props are declared with let by $bindable, and an unassigned $state is assigned by the template.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$state'] }],
    },
  },
  {
    files: ['apps/server/src/**/*.ts', 'packages/*/src/**', 'apps/web/src/**'],
    ignores: ['apps/server/src/kernel/config/**', '**/*.test.ts'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: environmentIsRead }],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:process', importNames: ['env'], message: environmentIsRead }] },
      ],
    },
  },
  {
    files: tests,
    rules: {
      'max-lines': maxLines(500),
      'crossflow/function-size': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name="waitForFunction"] > ArrowFunctionExpression[async=true]',
          message: 'It takes the promise for its answer, and never waits: use comesTrue.',
        },
      ],
    },
  },
  { files: ['**/*.js', '**/*.mjs'], languageOptions: { globals: { ...globals.node } } },
);
