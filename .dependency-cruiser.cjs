// Import rules. CONTRIBUTING.md shows the allowed imports; each rule here forbids one kind of import.
const features =
  '(colleges|challenges|actions|leaderboard|audit|accounts|pages|erasures|objections|evidence|notifications)';
const infrastructure =
  '(event-store|idempotency|projector|postgres|vault|http|config|observability|names|sheets|outbox|mail)';
const tests = '\\.(spec|fixture|samples|arbitrary)\\.ts$';
/** A rule file is named like its slice (`submit-action/submit-action.ts`) or like its stream (`action.ts`); a query has no rule. */
const rule = [
  '^src/(colleges|challenges|actions|objections|leaderboard|audit)/(?<slice>(?!get-|list-|explain-|show-)[^/]+)/\\k<slice>\\.ts$',
  '^src/(?<feature>college|challenge|action|account|objection)s/\\k<feature>\\.ts$',
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Types count as imports too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      from: {},
      // SvelteKit makes its own modules while it builds.
      to: { couldNotResolve: true, pathNot: '^\\$(app|service-worker)(/|$)' },
    },
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
      from: { path: '^projections/', pathNot: tests },
      to: { pathNot: ['^projections/', '^src/events/', '^src/[^/]+/[^/]+\\.contract\\.ts$'] },
    },
    {
      name: 'rules-are-pure',
      comment:
        'A rule sees events, its own feature, decider and domain error, and the index of another feature; a command is a class of the bus and carries its context.',
      severity: 'error',
      from: { path: rule },
      to: {
        pathNot: [
          '^src/events/',
          `^src/${features}/`,
          '^src/(names|sheets)/',
          '^src/event-store/(decider|domain-error|command-context)\\.ts$',
          '^node_modules/(@nestjs/cqrs|zod)/',
          '^src/config/ids\\.ts$',
          '^(crypto|util)$',
        ],
      },
    },
    {
      name: 'rules-do-not-reach-for-roles',
      severity: 'error',
      from: { path: rule },
      to: { path: '\\.(handler|controller|gateway|module|guard|entity|repository)\\.ts$' },
    },
    {
      name: 'features-meet-at-their-index',
      severity: 'error',
      from: { path: `^src/${features}/`, pathNot: tests },
      to: {
        path: `^src/${features}/`,
        pathNot: ['^src/$1/', `^src/${features}/index\\.ts$`, '\\.(contract|module)\\.ts$'],
      },
    },
    {
      name: 'infrastructure-knows-no-feature',
      severity: 'error',
      from: { path: `^src/${infrastructure}/` },
      to: { path: `^src/${features}/` },
    },
    {
      name: 'observability-is-the-ground-floor',
      comment: 'Log, metrics and traces are used everywhere, so they use nothing but the settings.',
      severity: 'error',
      from: { path: '^src/observability/', pathNot: tests },
      to: {
        path: '^(src|projections)/',
        pathNot: ['^src/(observability|config|events)/'],
      },
    },
    {
      name: 'only-adapters-talk-to-databases',
      severity: 'error',
      from: {
        path: '^(src|projections)/',
        pathNot: [
          '^src/event-store/(postgres|eventstoredb)/',
          '^src/(postgres|idempotency|projector|vault|http|cli)/',
          '\\.(entity|repository|module)\\.ts$',
          tests,
        ],
      },
      to: { path: '^node_modules/(@eventstore/db-client|typeorm|pg)/' },
    },
    {
      name: 'pages-see-contracts-and-folds-only',
      severity: 'error',
      from: { path: '^web/', pathNot: tests },
      to: { path: '^(src|projections|test|bench)/', pathNot: ['\\.contract\\.ts$', '^projections/', '^src/events/'] },
    },
    {
      name: 'server-ships-without-tests',
      severity: 'error',
      from: { path: '^(src|projections)/', pathNot: tests },
      to: { path: '^(test|bench|web)/' },
    },
    {
      name: 'no-development-packages-in-the-server',
      severity: 'error',
      from: { path: '^(src|projections)/', pathNot: ['\\.mjs$', tests] },
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
      extensions: ['.ts', '.svelte', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
