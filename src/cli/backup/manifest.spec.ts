import {
  linkSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkedManifest, type Manifest, readLines, writeLines, writeManifest } from './manifest.js';
import { backupKey, sealOf } from './seal.js';

const KEY = 'a key of thirty-two characters, or more';
const OTHER = 'another key of thirty-two characters';
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder as a backup writes it. */
async function backup(key: string | null = KEY): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-manifest-'));
  folders.push(folder);
  const write = async (file: string, ...lines: string[]) => ({
    file,
    ...(await writeLines(path.join(folder, file), lines)),
  });
  const history = { ...(await write('history.ndjson', '{"n":1}', '{"n":2}')), first: null, last: null };
  const parts = [
    { table: 'accounts', columns: ['id'], ...(await write('accounts.ndjson', '{"id":1}')) },
    { table: 'vault_items', columns: ['id'], ...(await write('vault_items.ndjson', '{"id":2}')) },
    await write('board_numbers.ndjson'),
  ];
  const content = { format: 'qorzhyn-backup', madeAt: '2026-11-29T10:00:00.000Z', store: 'postgresql' } as const;
  await writeManifest(folder, { ...content, history: { ...history, historySha256: 'a'.repeat(64) }, parts }, key);
  return folder;
}

const check = (folder: string, key: string | null = KEY, allowUnsealed = false) =>
  checkedManifest(folder, { key, allowUnsealed });

/** Changes the manifest; with `key` it gets the seal that the key makes. */
function change(folder: string, to: (manifest: Manifest) => object, key?: string | null): void {
  const file = path.join(folder, 'manifest.json');
  const before = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const { seal, ...rest } = { ...before, ...to(before) };
  writeFileSync(file, JSON.stringify({ ...rest, seal: key === undefined ? seal : sealOf(rest, key) }));
}

const renamed = (index: number, file: string) => (manifest: Manifest) => ({
  parts: manifest.parts.map((part, nth) => (nth === index ? { ...part, file } : part)),
});

describe('checkedManifest', () => {
  it('takes a backup under the key that sealed it', async () => {
    expect(await check(await backup())).toMatchObject({ version: 2, history: { lines: 2 } });
  });

  it('refuses the backup under another key, and without one', async () => {
    const folder = await backup();
    await expect(check(folder, OTHER)).rejects.toThrow('its seal is broken, or made with another key');
    await expect(check(folder, null)).rejects.toThrow('set QORZHYN_BACKUP_KEY or QORZHYN_BACKUP_KEY_FILE');
    await expect(check(folder, null, true)).resolves.toMatchObject({ version: 2 });
  });

  it('refuses a backup without a seal where a key is set', async () => {
    const folder = await backup(null);
    await expect(check(folder)).rejects.toThrow('has no seal with a key');
    await expect(check(folder, KEY, true)).resolves.toMatchObject({ version: 1 });
    await expect(check(folder, null)).resolves.toMatchObject({ version: 1 });
  });

  it('refuses a changed manifest whose seal was made without the key', async () => {
    for (const [version, key] of [
      [2, undefined],
      [2, null],
      [2, OTHER],
      [1, null],
    ] as const) {
      const folder = await backup();
      change(folder, () => ({ version, madeAt: '2026-11-29T11:00:00.000Z' }), key);
      await expect(check(folder)).rejects.toMatchObject({ exitCode: 1 });
    }
  });

  it('refuses a broken hash also where seals are not checked', async () => {
    const folder = await backup(null);
    change(folder, () => ({ madeAt: '2026-11-29T11:00:00.000Z' }));
    await expect(check(folder, KEY, true)).rejects.toThrow('its seal is broken');
  });

  it.each([
    '../outside.ndjson',
    '../../etc/passwd',
    '/etc/passwd',
    'sub/accounts.ndjson',
    'vault_items.ndjson',
    'manifest.json',
    './accounts.ndjson',
    '..',
  ])('refuses the file name %s', async (file) => {
    const folder = await backup();
    change(folder, renamed(0, file), KEY);
    await expect(check(folder)).rejects.toThrow(/names .*, which is no file of a backup|is not as it was written/);
  });

  it('refuses a renamed history, a repeated table, and missing board numbers', async () => {
    const changes: ((manifest: Manifest) => object)[] = [
      ({ history }) => ({ history: { ...history, file: 'accounts.ndjson' } }),
      ({ parts }) => ({ parts: [...parts, parts[0]] }),
      ({ parts }) => ({ parts: parts.slice(0, 2) }),
    ];
    for (const one of changes) {
      const folder = await backup();
      change(folder, one, KEY);
      await expect(check(folder)).rejects.toThrow('manifest.json');
    }
  });

  it.each<[string, (at: (file: string) => string) => void, string]>([
    ['is missing', (at) => rmSync(at('accounts.ndjson')), 'accounts.ndjson is missing'],
    ['is truncated', (at) => truncateSync(at('history.ndjson'), 5), 'history.ndjson is not as it was written'],
    ['has another content', (at) => writeFileSync(at('accounts.ndjson'), '{"id":9}\n'), 'its SHA-256 is'],
    ['grew', (at) => writeFileSync(at('accounts.ndjson'), '{"id":1}\n\n'), 'it has 10 bytes, not 9'],
    [
      'was swapped with another',
      (at) => {
        renameSync(at('accounts.ndjson'), at('x'));
        renameSync(at('vault_items.ndjson'), at('accounts.ndjson'));
        renameSync(at('x'), at('vault_items.ndjson'));
      },
      'accounts.ndjson is not as it was written',
    ],
    [
      'is a link',
      (at) => {
        renameSync(at('accounts.ndjson'), at('x'));
        symlinkSync(at('x'), at('accounts.ndjson'));
      },
      'accounts.ndjson is a link or no file',
    ],
    [
      'is a manifest by a link',
      (at) => (renameSync(at('manifest.json'), at('x')), symlinkSync(at('x'), at('manifest.json'))),
      'manifest.json is no file',
    ],
  ])('refuses a folder in which a file %s', async (_, harm, message) => {
    const folder = await backup();
    harm((file) => path.join(folder, file));
    await expect(check(folder)).rejects.toThrow(message);
  });

  it('takes a file with a second name outside the folder', async () => {
    const folder = await backup();
    const before = await check(folder);
    linkSync(path.join(folder, 'accounts.ndjson'), `${folder}-copy`);
    folders.push(`${folder}-copy`);
    expect(before.parts.length).toBeGreaterThan(0);
    await expect(check(folder)).resolves.toEqual(before);
  });
});

describe('readLines', () => {
  const linesOf = async (folder: string, part: Manifest['history']) => {
    const lines: string[] = [];
    for await (const line of readLines(folder, part)) lines.push(line);
    return lines;
  };

  it('ends a line only where the writer ended it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-lines-'));
    folders.push(folder);
    const lines = ['{"a":"бір\u2028екі\u2029үш"}', '', '{"b":"\r"}'];
    const part = { file: 'x.ndjson', ...(await writeLines(path.join(folder, 'x.ndjson'), lines)) };
    expect(await linesOf(folder, part as Manifest['history'])).toEqual(lines);
  });

  it('refuses a file that changed after the check', async () => {
    const folder = await backup();
    const { history } = await check(folder);
    writeFileSync(path.join(folder, 'history.ndjson'), '{"n":1}\n{"n":3}\n');
    await expect(linesOf(folder, history)).rejects.toThrow('history.ndjson was changed while it was restored');
  });
});

describe('backupKey', () => {
  it('reads the key from the setting or from its file', async () => {
    const folder = await backup();
    const file = path.join(folder, 'key');
    writeFileSync(file, `${KEY}\n`);
    expect(await backupKey({ QORZHYN_BACKUP_KEY: KEY })).toBe(KEY);
    expect(await backupKey({ QORZHYN_BACKUP_KEY_FILE: file })).toBe(KEY);
    expect(await backupKey({})).toBeNull();
  });

  it('refuses two keys, a short one and an unreadable file', async () => {
    const folder = await backup();
    const file = path.join(folder, 'key');
    writeFileSync(file, 'short\n');
    await expect(backupKey({ QORZHYN_BACKUP_KEY: KEY, QORZHYN_BACKUP_KEY_FILE: file })).rejects.toThrow('both set');
    await expect(backupKey({ QORZHYN_BACKUP_KEY_FILE: file })).rejects.toThrow('fewer than 32');
    await expect(backupKey({ QORZHYN_BACKUP_KEY_FILE: `${file}-none` })).rejects.toThrow('cannot be read');
  });
});
