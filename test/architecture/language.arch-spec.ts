import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '../..');

const planted: [name: string, text: string, finding: string][] = [
  [
    'a.ts',
    'const a = 1;\n\n/** The news is told to the\n * other processes. */\nconst b = 2;',
    '3 "told" in a comment',
  ],
  ['b.ts', 'let a = 1; // What was read.', '1 "What" in a comment'],
  ['c.ts', `describe('Boards', () => {\n  it('are built anew', () => {});\n});`, '2 "anew" in a title'],
  ['d.ts', `it.each([['told']])('%s goes on', () => {});`, '1 "goes on" in a title'],
  ['e.ts', `this.log.warn(\n  a ? 'a lease was kept' : b,\n);`, '2 "kept" in a log line'],
  ['f.ts', `new Counter({ name: 'x', help: 'Events heard' });`, '1 "heard" in a metric help'],
  ['p.ts', `export const a = { promise: 'who asks gets an answer', figure: 'of 3 asked' };`, '1 "who" in a promise'],
  ['q.ts', `export const b = { figure: \`a leak was kept: ${'${1}'}\` };`, '1 "kept" in a figure'],
  ['g.md', '# Title\n\nText.\n\nFirst sentence. So it ends.\n', '5 "So" in a document'],
  ['h.svelte', '<script>\n  // Whoever asks.\n</script>\n<p>told</p>\n', '2 "whoever" in a comment'],
  ['i.svelte', '<script>\nlet a;\n</script>\n<!-- A row lies here. -->', '4 "lies" in a comment'],
  ['j.css', '/* Of the two. */', '1 "Of" in a comment'],
  ['r.ts', `it('${'word '.repeat(13)}', () => {});`, '1 13 words'],
  ['k.mjs', `// ${'word '.repeat(21)}\nfoo();`, '1 21 words'],
];

const plain: [name: string, text: string][] = [
  ['ok.ts', "const told = 'told anew'; // The reader waits.\n/* A lease expires. */\nexport { told as kept };"],
  ['ok.spec.ts', "it.each([['told']])('refuses %s', () => expect('kept').toBe(1));"],
  ['ok.drill.ts', "export const c = { target: 'told', figure: 'of 3 reads 2' };"],
  ['ok.md', 'A server starts.\n\n```\nWhat is told\n```\n\nThe field `kept` stays.'],
  ['title.spec.ts', `it('${'word '.repeat(12)}', () => {});`],
  ['long.ts', `// ${'word '.repeat(20)}. ${'Word '.repeat(20)}.`],
  ['pragma.ts', `// oxlint-disable-next-line ${'word '.repeat(30)}`],
];

describe('scripts/check-language.mjs', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qorzhyn-language-'));
  const check = (name: string) => {
    const args = [path.join(root, 'scripts/check-language.mjs'), path.join(folder, name)];
    return spawnSync(process.execPath, args, { encoding: 'utf8' });
  };
  let found: string[];

  beforeAll(() => {
    for (const [name, text] of [...planted, ...plain]) writeFileSync(path.join(folder, name), text);
    found = check('.').stdout.split('\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const findingsOf = (name: string) => found.filter((line) => line.includes(`/${name}:`));

  it.each(planted)('finds the planted phrase in %s', (name, _text, finding) => {
    expect(findingsOf(name)[0]?.toLowerCase()).toContain(`${name}:${finding}`.toLowerCase());
  });

  it.each(plain)('accepts plain text and ignores code in %s', (name) => {
    expect(findingsOf(name)).toEqual([]);
  });

  it('ends with 1 when it finds something and with 0 otherwise', () => {
    expect([check('a.ts').status, check('ok.ts').status]).toEqual([1, 0]);
  });
});
