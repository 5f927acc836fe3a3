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
  'entity',
  'repository',
  'spec',
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
  'property.spec',
  'sql',
  'd',
];

/** Why a name is not one of this house; null = it is. */
function nameProblem(file: string): string | null {
  if (/(^|[/.-])(utils?|common|helpers?|managers?|misc|shared)([/.-]|$)/.test(file))
    return 'says nothing about what it holds';
  const [stem = '', ...rest] = path.basename(file).replace(/\.ts$/, '').split('.');
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(stem)) return 'is not in kebab-case';
  const suffix = rest.join('.');
  return suffix === '' || SUFFIXES.includes(suffix) ? null : `has the unknown suffix ${suffix}`;
}

/** The line from which a file has grown too big to be read at once; the budgets of the house are lower and a spur. */
function limitOf(file: string): number {
  if (/\.(handler|controller)\.ts$/.test(file)) return 100;
  if (file.endsWith('.gateway.ts')) return 120;
  return 300;
}

const tooLong = (file: string, lines: number) => lines > limitOf(file);

describe('names', () => {
  it('every file is named as the house names files', () => {
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

  it('nothing is exported without a name', () => {
    expect(shipped.filter((file) => /^export default/m.test(text(file)))).toEqual([]);
  });
});

describe('sizes', () => {
  it('every file can be read at once', () => {
    const long = shipped
      .map((file) => [file, text(file).split('\n').length] as const)
      .filter(([file, lines]) => tooLong(file, lines));
    expect(long).toEqual([]);
    expect(tooLong('src/actions/a.handler.ts', 101)).toBe(true);
  });

  it('no class is given more than five things to build it', () => {
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
