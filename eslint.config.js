import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import a11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const NODE = [
  'atob',
  'btoa',
  'clearInterval',
  'clearTimeout',
  'console',
  'fetch',
  'performance',
  'process',
  'setInterval',
  'setTimeout',
  'URL',
];

export default defineConfig(
  { ignores: ['build/', 'dist/', 'coverage/', 'src/engine/generated/'] },
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/ui/**/*.ts', 'test/browser/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended'], a11y.configs.recommended],
    rules: {
      'lit/lifecycle-super': 'error',
      'lit/no-legacy-imports': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/prefer-static-styles': 'error',
    },
  },
  {
    files: ['assembly/**/*.ts'],
    rules: {
      // AssemblyScript compares without converting, has names of its own, and 64-bit literals.
      eqeqeq: 'off',
      'no-undef': 'off',
      'no-loss-of-precision': 'off',
    },
  },
  {
    // Words of the wire: the kernel only reads what its host wrote into them, which the rule cannot see.
    files: ['assembly/*/wire.ts', 'assembly/packing/layout.ts', 'assembly/even/layout.ts'],
    rules: { 'prefer-const': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: Object.fromEntries(NODE.map((name) => [name, 'readonly'])) },
  },
  {
    files: ['package/examples/*.js'],
    languageOptions: {
      globals: {
        Worker: 'readonly',
        document: 'readonly',
        addEventListener: 'readonly',
        postMessage: 'readonly',
      },
    },
  },
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable', require: 'readonly' } } },
);
