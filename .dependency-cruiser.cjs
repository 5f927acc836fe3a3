// Who may import whom. The drawing is in CONTRIBUTING.md; every rule here is one arrow that must not exist.
const features = '(colleges|challenges|actions|leaderboard|audit|evidence|accounts)';
const machinery = '(event-store|projector|embedded|vault|http|config)';
const role = '\\.(handler|controller|gateway|module|guard|service|entity|repository|contract|spec)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'events-import-nothing',
      comment: 'The published language depends on nothing but zod.',
      severity: 'error',
      from: { path: '^src/events/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^src/events/', '^node_modules/zod/'] },
    },
    {
      name: 'projections-are-pure',
      comment: 'Folds read events and each other; no framework, no I/O, no clock.',
      severity: 'error',
      from: { path: '^projections/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^projections/', '^src/events/', '^src/[^/]+/[^/]+\\.contract\\.ts$'] },
    },
    {
      name: 'rules-are-pure',
      comment: 'A rule file sees events, its own feature, the decider, and the index of another feature.',
      severity: 'error',
      from: { path: `^src/${features}/`, pathNot: role },
      to: {
        pathNot: [
          '^src/events/',
          '^src/$1/',
          '^src/event-store/(decider|domain-error)\\.ts$',
          `^src/${features}/index\\.ts$`,
          '^node_modules/zod/',
        ],
      },
    },
    {
      name: 'rules-do-not-reach-for-roles',
      severity: 'error',
      from: { path: `^src/${features}/`, pathNot: role },
      to: { path: '\\.(handler|controller|gateway|module|guard|service|entity|repository)\\.ts$' },
    },
    {
      name: 'features-meet-at-their-index',
      severity: 'error',
      from: { path: `^src/${features}/` },
      to: {
        path: `^src/${features}/`,
        pathNot: ['^src/$1/', `^src/${features}/index\\.ts$`, '\\.(contract|module)\\.ts$'],
      },
    },
    {
      name: 'machinery-knows-no-feature',
      severity: 'error',
      from: { path: `^src/${machinery}/` },
      to: { path: `^src/${features}/` },
    },
    {
      name: 'only-adapters-talk-to-databases',
      severity: 'error',
      from: {
        path: '^(src|projections)/',
        pathNot: [
          '^src/event-store/(postgres|eventstoredb)/',
          '^src/(embedded|projector|vault|http|cli)/',
          '\\.(entity|repository|module)\\.ts$',
        ],
      },
      to: { path: '^node_modules/(@eventstore/db-client|typeorm|pg)/' },
    },
    {
      name: 'pages-see-contracts-and-folds-only',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(src|projections|test|bench)/', pathNot: ['\\.contract\\.ts$', '^projections/', '^src/events/'] },
    },
    {
      name: 'server-ships-without-tests',
      severity: 'error',
      from: { path: '^(src|projections)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(test|bench|web)/' },
    },
    {
      name: 'no-development-packages-in-the-server',
      severity: 'error',
      from: { path: '^(src|projections)/', pathNot: '(\\.spec\\.ts|\\.mjs)$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(web/dist|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'svelte', 'types'],
      extensions: ['.ts', '.svelte', '.js', '.mjs', '.json'],
    },
  },
};
