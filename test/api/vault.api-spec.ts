import { createHmac, randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Vault } from '../../src/vault/vault.js';
import { startTestApp, type TestApp } from '../support/app.js';

let server: TestApp;
let vault: Vault;
let database: DataSource;
beforeAll(async () => {
  server = await startTestApp();
  vault = server.app.get(Vault);
  database = server.app.get(DataSource);
}, 120_000);
afterAll(() => server.close());

describe('the vault', () => {
  test('stores a value once under its id and returns its commitment', async () => {
    const id = randomUUID();
    const first = await vault.put('note', { text: 'Ақтау, жағалау', pages: 2 }, id);
    expect(first).toEqual({ id, commitment: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await vault.put('note', { pages: 2, text: 'Ақтау, жағалау' }, id)).toEqual(first);
    expect((await vault.get([id])).get(id)).toEqual({ text: 'Ақтау, жағалау', pages: 2 });
  });

  test('gives concurrent equal writes the same commitment', async () => {
    const id = randomUUID();
    const refs = await Promise.all(
      Array.from({ length: 20 }, () => vault.put('link', { url: 'https://example.org/a' }, id)),
    );
    expect(new Set(refs.map(({ commitment }) => commitment)).size).toBe(1);
  });

  test('commits under a random key, so equal values look different', async () => {
    const [one, two] = [await vault.put('note', { text: 'same' }), await vault.put('note', { text: 'same' })];
    expect(one.commitment).not.toBe(two.commitment);
    const [row] = await database.query<{ salt: Buffer; value: string }[]>(
      'SELECT salt, value FROM vault_items WHERE id = $1',
      [one.id],
    );
    const opened = createHmac('sha256', row?.salt ?? '')
      .update(`note\n${one.id}\n${row?.value}`)
      .digest('hex');
    expect(opened).toBe(one.commitment);
  });

  test('refuses another value or kind under an id that is taken', async () => {
    const { id } = await vault.put('note', { text: 'first' });
    await expect(vault.put('note', { text: 'second' }, id)).rejects.toMatchObject({ code: 'VAULT_ITEM_EXISTS' });
    await expect(vault.put('link', { text: 'first' }, id)).rejects.toMatchObject({ code: 'VAULT_ITEM_EXISTS' });
    expect((await vault.get([id])).get(id)).toEqual({ text: 'first' });
  });

  test('erases value and key for good', async () => {
    const { id } = await vault.put('details', { name: 'Айгүл Сериковна' });
    const other = await vault.put('details', { name: 'stays' });
    await vault.erase([id]);
    await vault.erase([id]);
    expect([...(await vault.get([id, other.id])).keys()]).toEqual([other.id]);
    const dump = JSON.stringify(
      await database.query('SELECT id, kind, value, salt FROM vault_items WHERE id = $1', [id]),
    );
    expect(JSON.parse(dump)).toEqual([{ id, kind: 'details', value: null, salt: null }]);
    await expect(vault.put('details', { name: 'Айгүл Сериковна' }, id)).rejects.toMatchObject({
      code: 'VAULT_ITEM_ERASED',
    });
  });

  test('finds texts with the same link until they are erased', async () => {
    const put = (url: string) => vault.put('link', { url }, undefined, 'action-a-1');
    const [one, same, different] = [
      await put('https://example.kz/a'),
      await put('http://www.example.kz/a/'),
      await put('https://example.kz/b'),
    ];
    const keys = await vault.matchKeys([one.id, same.id, different.id]);
    const key = keys.get(one.id)!;
    expect([...keys.values()].filter((found) => found === key)).toHaveLength(2);
    const found = async () => (await vault.matching([key])).map(({ id, stream }) => `${id} ${stream}`).sort();
    expect(await found()).toEqual([one, same].map(({ id }) => `${id} action-a-1`).sort());
    await vault.erase([same.id]);
    expect(await found()).toEqual([`${one.id} action-a-1`]);
    const rows = await database.query('SELECT id FROM vault_items WHERE id = $1 AND match_key IS NULL', [same.id]);
    expect(rows).toHaveLength(1);
  });

  test('compares texts that an earlier version stored', async () => {
    const { id } = await vault.put('link', { url: 'https://example.kz/c' });
    const before = await vault.matchKeys([id]);
    await database.query('UPDATE vault_items SET match_key = NULL WHERE id = $1', [id]);
    expect(await vault.matchKeys([id])).toEqual(new Map());
    expect([await vault.compareTexts(), await vault.compareTexts()]).toEqual([1, 0]);
    expect(await vault.matchKeys([id])).toEqual(before);
  });

  test('does not let the server role delete rows', async () => {
    await expect(database.query('DELETE FROM vault_items')).rejects.toThrow(/permission denied/);
    await expect(database.query('DELETE FROM idempotency_keys WHERE false')).resolves.toBeDefined();
  });
});
