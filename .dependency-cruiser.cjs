// The direction of imports, as the README's architecture section draws it: what each folder of src/ may import
// besides itself. `engine` knows workers, memory and wasm, and nothing of servers.
const LAYERS = {
  estate: [],
  engine: [],
  certificate: ['estate', 'engine'],
  intake: ['estate', 'engine'],
  overhead: ['estate', 'engine'],
  placement: ['estate', 'overhead', 'certificate', 'engine'],
  moves: ['estate', 'overhead', 'placement', 'engine'],
  licences: ['estate', 'overhead', 'placement', 'engine'],
  dispatch: ['estate', 'overhead', 'engine'],
  sampling: ['estate', 'dispatch', 'engine'],
  counters: ['estate', 'intake', 'dispatch', 'sampling', 'engine'],
  sheets: ['estate', 'dispatch', 'sampling', 'engine'],
  scenario: [
    'estate',
    'intake',
    'overhead',
    'placement',
    'licences',
    'dispatch',
    'sampling',
    'counters',
    'engine',
  ],
  decide: [
    'moves',
    'licences',
    'estate',
    'intake',
    'overhead',
    'placement',
    'dispatch',
    'sampling',
    'counters',
    'scenario',
    'engine',
  ],
  claims: ['estate', 'overhead', 'placement', 'dispatch', 'sampling', 'counters', 'engine'],
  report: [
    'moves',
    'licences',
    'estate',
    'intake',
    'overhead',
    'placement',
    'dispatch',
    'sampling',
    'counters',
    'claims',
    'scenario',
    'decide',
  ],
};
const BELOW = Object.keys(LAYERS);
LAYERS.ui = BELOW;
LAYERS.cli = BELOW;

const layers = Object.entries(LAYERS).map(([name, others]) => ({
  name: `${name}-imports-only-to-its-left`,
  comment: `src/${name} may import ${others.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: `^src/(${[name, ...others].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'a-folder-is-a-layer',
      comment: 'every folder of src/ has its place in the order above',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${Object.keys(LAYERS).join('|')})/` },
      to: {},
    },
    {
      name: 'estate-needs-no-package',
      severity: 'error',
      from: { path: '^src/estate/' },
      to: { path: 'node_modules' },
    },
    {
      name: 'kernels-are-compiled-not-imported',
      comment: 'assembly/ is another language; its builds reach src/ through src/engine/generated',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^assembly/' },
    },
    {
      name: 'kernels-import-kernels-only',
      severity: 'error',
      from: { path: '^assembly/' },
      to: { pathNot: '^assembly/' },
    },
    {
      name: 'set-up-needs-nothing-installed',
      comment: 'these run before npm ci',
      severity: 'error',
      from: { path: '^scripts/(setup|chromium|serve|start)\\.mjs$' },
      to: { path: 'node_modules' },
    },
    {
      name: 'no-circular',
      comment:
        'a circle of files, be it of types only, is a missing file; one honest state machine is let be',
      severity: 'error',
      from: { pathNot: '^assembly/dispatch/(vcpu|gangs|skew|interrupts)\\.ts$' },
      to: { circular: true },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'src-ships-no-tool',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'src-imports-no-test',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
