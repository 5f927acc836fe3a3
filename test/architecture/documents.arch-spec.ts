import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { environmentSchema, readEnvironment } from '../../src/config/environment.js';
import { drills } from '../drills/drills.js';

const root = path.join(__dirname, '../..');
const scripts = (
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;
const decisions = readdirSync(path.join(root, 'docs/adr'))
  .filter((file) => file !== 'README.md')
  .sort();
const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'],
  ...['docs', 'src', 'projections', 'web', 'test'].flatMap((folder) =>
    (readdirSync(path.join(root, folder), { recursive: true }) as string[])
      .filter((file) => file.endsWith('.md'))
      .map((file) => path.posix.join(folder, ...file.split(path.sep))),
  ),
];

/** Commands that a text names and package.json does not have. */
function lostCommands(text: string): string[] {
  const named = [...text.matchAll(/npm (?:run )?([a-z][a-z0-9:-]*)/g)].map(([, name]) => name!);
  return named.filter((name) => !(name in scripts) && !['run', 'ci', 'install', 'outdated'].includes(name));
}

/** Links to files that are not there. */
function lostLinks(text: string, from: string): string[] {
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => link!);
  return links.filter((link) => !existsSync(path.join(root, path.dirname(from), link)));
}

/** Names of the drills that the operator's guide lists. */
function listedDrills(text: string): string[] {
  const list = text.slice(text.indexOf('| drill |')).split('\n\n')[0]!;
  const cells = list.split('\n').map((row) => row.split('|')[1] ?? '');
  return cells.flatMap((cell) => [...cell.matchAll(/`([a-z0-9-]+)`/g)].map(([, name]) => name!));
}

const features = readdirSync(path.join(root, 'src'), { withFileTypes: true }).filter((one) => one.isDirectory());
const filesOf = (feature: string, ending: string) =>
  (readdirSync(path.join(root, 'src', feature), { recursive: true }) as string[])
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(path.join(root, 'src', feature, file), 'utf8'));

/** Classes of commands that a program defines. */
const commandsIn = (text: string) =>
  [...text.matchAll(/^export class (\w+) extends (?:\w+Command|Command)\b/gm)].map(([, name]) => name!);

/** Commands that the READMEs of their feature do not name. */
const unexplained = (commands: readonly string[], readmes: string) =>
  commands.filter((name) => !readmes.includes(`\`${name}\``));

describe('documents', () => {
  it.each(documents)('names only existing commands and files in %s', (file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    expect(lostCommands(text)).toEqual([]);
    expect(lostLinks(text, file)).toEqual([]);
  });

  it('finds a command and a file that do not exist', () => {
    expect(lostCommands('`npm run dance` and `npm test`')).toEqual(['dance']);
    expect(lostLinks('[gone](docs/gone.md)', 'README.md')).toEqual(['docs/gone.md']);
  });

  it('explains every command in a README of its feature', () => {
    const commands = features.map(({ name }) => [name, filesOf(name, '.ts').flatMap(commandsIn)] as const);
    expect(commands.flatMap(([, all]) => all).length).toBeGreaterThan(60);
    for (const [feature, all] of commands)
      expect([feature, unexplained(all, filesOf(feature, 'README.md').join('\n'))]).toEqual([feature, []]);
    const invented = commandsIn('export class InventCollege extends CollegeCommand<Invention> {}');
    expect(unexplained(invented, filesOf('colleges', 'README.md').join('\n'))).toEqual(['InventCollege']);
  });

  it('lists every drill once in the operations guide', () => {
    const guide = readFileSync(path.join(root, 'docs/operations.md'), 'utf8');
    const names = drills.map(({ name }) => name).sort();
    expect(listedDrills(guide).sort()).toEqual(names);
    expect(listedDrills(guide.replaceAll(`\`${names[0]}\``, '')).sort()).toEqual(names.slice(1));
  });

  it('lists every decision with number, title, status and date', () => {
    const index = readFileSync(path.join(root, 'docs/adr/README.md'), 'utf8');
    const rows = index.split('\n').filter((line) => /^\| \d/.test(line));
    const expected = decisions.map((file) => {
      const text = readFileSync(path.join(root, 'docs/adr', file), 'utf8');
      const head = /^# (\d+)\. (.+)\n\nStatus: (accepted|superseded|rejected) · (\d{4}-\d\d-\d\d)/.exec(text);
      expect([file, head?.[1]]).toEqual([file, String(Number(file.slice(0, 4)))]);
      return `| ${head![1]} | [${head![2]}](${file}) | ${head![3]} | ${head![4]} |`;
    });
    expect(rows).toEqual(expected);
  });

  it('lists every document of docs/ in its index', () => {
    const index = readFileSync(path.join(root, 'docs/README.md'), 'utf8');
    const entries = readdirSync(path.join(root, 'docs')).filter(
      (name) => !/^(README\.md|pictures|.*\.json)$/.test(name),
    );
    expect(entries.filter((name) => !index.includes(`(${name}`))).toEqual([]);
  });

  it('lists every setting with meaning and default in .env.example', () => {
    const standard = readEnvironment({}) as Record<string, unknown>;
    const settings = Object.entries(environmentSchema.shape).flatMap(([name, { description }]) => [
      `# ${description}`,
      `#${name}=${String(standard[name] ?? '')}`,
    ]);
    const [, listed, ofCompose] = readFileSync(path.join(root, '.env.example'), 'utf8').split('\n\n');
    expect(listed!.split('\n')).toEqual(settings);
    expect(ofCompose!.trim().split('\n').slice(1)).toEqual(['#POSTGRES_PASSWORD=', '#APP_PASSWORD=']);
  });

  it('starts every npm script through the bootstrap with a file that exists', () => {
    const started = Object.values(scripts).map((line) =>
      /^node scripts\/bootstrap\.mjs((?: --\w+)*) ?(\S*)/.exec(line),
    );
    expect(started.filter((match) => match === null)).toEqual([]);
    const sources = started
      .map((match) => match![2]!.replace(/^dist\/(.*)\.js$/, '$1.ts'))
      .filter((file) => file !== '');
    expect(sources.length).toBeGreaterThan(15);
    expect(sources.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
    const unbuilt = started.filter((match) => match![2]!.startsWith('dist/') && !match![1]!.includes('--build'));
    expect(unbuilt).toEqual([]);
  });
});
