import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { drills } from '../drills/drills.js';

const root = path.join(__dirname, '../..');
const scripts = (
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;
const decisions = readdirSync(path.join(root, 'docs/adr')).sort();
const documents = ['README.md', 'CONTRIBUTING.md', ...decisions.map((file) => `docs/adr/${file}`)];

/** Commands that a text names and package.json does not have. */
function lostCommands(text: string): string[] {
  const named = [...text.matchAll(/npm (?:run )?([a-z][a-z0-9:-]*)/g)].map(([, name]) => name!);
  return named.filter((name) => !(name in scripts) && !['run', 'ci', 'install'].includes(name));
}

/** Links to files that are not there. */
function lostLinks(text: string, from: string): string[] {
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => link!);
  return links.filter((link) => !existsSync(path.join(root, path.dirname(from), link)));
}

/** Names of the drills that the operator's guide lists. */
function listedDrills(text: string): string[] {
  const list = text.slice(text.indexOf('| drill | breaks |')).split('\n\n')[0]!;
  const cells = list.split('\n').map((row) => row.split('|')[1] ?? '');
  return cells.flatMap((cell) => [...cell.matchAll(/`([a-z0-9-]+)`/g)].map(([, name]) => name!));
}

describe('documents', () => {
  it.each(documents)('%s names only commands and files that exist', (file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    expect(lostCommands(text)).toEqual([]);
    expect(lostLinks(text, file)).toEqual([]);
  });

  it('a command or a file that does not exist would be seen', () => {
    expect(lostCommands('`npm run dance` and `npm test`')).toEqual(['dance']);
    expect(lostLinks('[gone](docs/gone.md)', 'README.md')).toEqual(['docs/gone.md']);
  });

  it('the guide lists every drill, once, and none that does not exist', () => {
    const guide = readFileSync(path.join(root, 'docs/operations.md'), 'utf8');
    const names = drills.map(({ name }) => name).sort();
    expect(listedDrills(guide).sort()).toEqual(names);
    expect(listedDrills(guide.replace(`\`${names[0]}\``, '')).sort()).toEqual(names.slice(1));
  });

  it('every decision has a number of its own, which its heading says', () => {
    const numbers = decisions.map((file) => Number(file.slice(0, 4)));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(
      decisions.map((file) => Number(/^# (\d+)\. /.exec(readFileSync(path.join(root, 'docs/adr', file), 'utf8'))?.[1])),
    ).toEqual(numbers);
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
