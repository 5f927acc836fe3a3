import path from 'node:path';
import { cruise, cruiseInvented } from '../support/cruise.js';

const uses = (target: string) => `import { thing } from '${target}';\nexport const other = thing;\n`;

/** A sample tree in which each file breaks one rule. */
const VIOLATIONS: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'no-cycles': ['src/http/round.ts', `import { about } from './about.js';\nexport const round = () => about;\n`],
  'nothing-unresolvable': ['src/http/lost.ts', uses('./missing.js')],
  'events-import-nothing': ['src/events/greedy.events.ts', uses('../vault/thing.js')],
  'projections-are-pure': [
    'projections/standings/impure.ts',
    `import { thing } from 'node:fs';\nexport const other = thing;\n`,
  ],
  'rules-are-pure': ['src/actions/submit-action/submit-action.ts', uses('../../vault/thing.js')],
  'rules-do-not-reach-for-roles': ['src/actions/approve-action/approve-action.ts', uses('./approve-action.handler.js')],
  'features-meet-at-their-index': ['src/actions/nosy.handler.ts', uses('../colleges/inside.js')],
  'infrastructure-knows-no-feature': ['src/http/curious.ts', uses('../colleges/index.js')],
  'observability-is-the-ground-floor': ['src/observability/nosy.ts', uses('../vault/thing.js')],
  'only-adapters-talk-to-databases': ['src/leaderboard/direct.handler.ts', uses('typeorm')],
  'pages-see-contracts-and-folds-only': ['web/shared/deep.ts', uses('../../src/vault/thing.js')],
  'server-ships-without-tests': ['src/http/tested.ts', uses('../../test/support/thing.js')],
  'no-development-packages-in-the-server': ['src/http/playful.ts', uses('fast-check')],
};
const thing = 'export const thing = 1;\n';
const FOLDERS = 'test/architecture/folder-cycles.cjs';
const IMPORTED = {
  'src/http/about.ts': `import { round } from './round.js';\nexport const about = () => round;\n`,
  'src/vault/thing.ts': thing,
  'src/actions/approve-action/approve-action.handler.ts': thing,
  'src/colleges/inside.ts': thing,
  'src/colleges/index.ts': thing,
  'test/support/thing.ts': thing,
};

describe('import rules', () => {
  const config = jest.requireActual<{ forbidden: { name: string }[] }>('../../.dependency-cruiser.cjs');

  it('allow every import of the repository', () => {
    const { violations, modules } = cruise(path.join(__dirname, '../..'), ['src', 'projections', 'web']);
    expect(violations).toEqual([]);
    expect(modules).toBeGreaterThan(100);
  }, 120_000);

  it('forbid circles of folders, types counted', () => {
    const { violations, modules } = cruise(path.join(__dirname, '../..'), ['src', 'projections', 'web'], FOLDERS);
    expect(violations).toEqual([]);
    expect(modules).toBeGreaterThan(100);
  }, 120_000);

  it('control: report two folders that import types of each other', () => {
    const files = {
      'src/one/a.ts': `import type { B } from '../two/b.js';\nexport type A = B[];\n`,
      'src/two/b.ts': 'export type B = string;\n',
      'src/two/c.ts': `import type { A } from '../one/a.js';\nexport type C = A[];\n`,
    };
    const found = cruiseInvented(files, { dependencies: [], devDependencies: [] }, FOLDERS);
    expect(found.map(({ rule, from }) => `${rule}: ${from}`).sort()).toEqual([
      'no-folder-cycles: src/one',
      'no-folder-cycles: src/two',
    ]);
  }, 120_000);

  it('have a file for every rule in the sample tree', () => {
    expect(Object.keys(VIOLATIONS).sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
  });

  it('report exactly the file that breaks each rule', () => {
    const files = { ...IMPORTED, ...Object.fromEntries(Object.values(VIOLATIONS)) };
    const found = cruiseInvented(files, { dependencies: ['typeorm'], devDependencies: ['fast-check'] });
    // A cycle may be reported at any of its files.
    const told = [...new Set(found.map(({ rule, from }) => `${rule}: ${from.replace('http/about', 'http/round')}`))];
    expect(told.sort()).toEqual(
      Object.entries(VIOLATIONS)
        .map(([rule, [file]]) => `${rule}: ${file}`)
        .sort(),
    );
  }, 120_000);
});
