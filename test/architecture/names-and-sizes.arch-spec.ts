import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');

function filesUnder(folder: string): string[] {
  return readdirSync(path.join(root, folder)).flatMap((name) => {
    const file = `${folder}/${name}`;
    return statSync(path.join(root, file)).isDirectory() ? filesUnder(file) : [file];
  });
}

const sources = [...filesUnder('src'), ...filesUnder('projections')].filter((file) => file.endsWith('.ts'));
const shipped = sources.filter((file) => !/\.(spec|fixture|samples|arbitrary)\.ts$/.test(file));
const text = (file: string) => readFileSync(path.join(root, file), 'utf8');

const SUFFIXES = [
  'handler',
  'controller',
  'gateway',
  'module',
  'contract',
  'events',
  'projection',
  'queries',
  'query',
  'entity',
  'repository',
  'guard',
  'filter',
  'pipe',
  'interceptor',
  'runner',
  'state',
  'messages',
  'samples',
  'fixture',
  'arbitrary',
  'schema',
  'property',
  'sql',
  'd',
];

/** The naming rule that a file breaks; null = none. */
function nameProblem(file: string): string | null {
  if (/(^|[/.-])(utils?|common|helpers?|managers?|misc|shared)([/.-]|$)/.test(file))
    return 'has a name without meaning';
  const [stem = '', ...rest] = path.basename(file).replace(/\.ts$/, '').split('.');
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(stem)) return 'is not in kebab-case';
  const suffix = rest.filter((part) => part !== 'spec').join('.');
  return suffix === '' || SUFFIXES.includes(suffix) ? null : `has the unknown suffix ${suffix}`;
}

/** Hard limits in lines. The budgets in the guide for contributors are lower. */
function limitOf(file: string): number {
  if (/\.(handler|controller)\.ts$/.test(file)) return 100;
  if (file.endsWith('.gateway.ts')) return 120;
  return 300;
}

const tooLong = (file: string, lines: number) => lines > limitOf(file);

describe('names', () => {
  it('follow the naming rules for files and folders', () => {
    expect(sources.map((file) => [file, nameProblem(file)]).filter(([, problem]) => problem !== null)).toEqual([]);
    expect(sources.length).toBeGreaterThan(100);
  });

  it.each([
    'src/actions/action-utils.ts',
    'src/common/thing.ts',
    'src/actions/actionManager.ts',
    'src/actions/Submit.ts',
    'src/actions/a.service.ts',
  ])('%s would not be', (file) => expect(nameProblem(file)).not.toBeNull());

  it('allow no default export in product code', () => {
    expect(shipped.filter((file) => /^export default/m.test(text(file)))).toEqual([]);
  });
});

describe('sizes', () => {
  it('hold every file within its line budget', () => {
    const long = shipped
      .map((file) => [file, text(file).split('\n').length] as const)
      .filter(([file, lines]) => tooLong(file, lines));
    expect(long).toEqual([]);
    expect(tooLong('src/actions/a.handler.ts', 101)).toBe(true);
  });

  it('hold every constructor within five parameters', () => {
    const crowded = shipped.filter((file) => countedParameters(text(file)).some((count) => count > 5));
    expect(crowded).toEqual([]);
    expect(countedParameters('constructor(\n    private a: A,\n    private b: Map<string, B>,\n  ) {')).toEqual([2]);
  });
});

/** Parameters of every constructor of a source text. */
function countedParameters(source: string): number[] {
  return [...source.matchAll(/constructor\(([^{]*?)\)\s*\{/g)].map(([, list = '']) => {
    const plain = list.replaceAll(/<[^<>]*>|\([^()]*\)|\/\*.*?\*\//gs, '');
    return plain.split(',').filter((parameter) => parameter.trim() !== '').length;
  });
}

it('only config and observability are global modules', () => {
  expect(shipped.filter((file) => /^@Global\(\)$/m.test(text(file)))).toEqual([
    'src/config/config.module.ts',
    'src/observability/observability.module.ts',
  ]);
});
