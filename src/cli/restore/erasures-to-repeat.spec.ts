import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ErasuresToRepeat } from './erasures-to-repeat.js';

const at = '2026-09-01T05:00:00.000Z';
const uuid = (n: number) => `0000000${n}-5c1e-4d2a-9b3f-000000000000`;
const event = (type: string, data: object) =>
  JSON.stringify({ id: uuid(9), type, stream: 's', revision: 0, position: '1', data, metadata: { recordedAt: at } });

const lines = async function* (...all: string[]) {
  for (const line of all) yield line;
};

describe('ErasuresToRepeat', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-erasures-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, ...lines: string[]) => {
    const named = path.join(folder, name);
    writeFileSync(named, lines.map((line) => `${line}\n`).join(''));
    return named;
  };
  const rowsOf = async (erasures: ErasuresToRepeat, table: string, ...rows: object[]) => {
    const found: object[] = [];
    for await (const line of erasures.without(table, lines(...rows.map((row) => JSON.stringify(row)))))
      found.push(JSON.parse(line) as object);
    return found;
  };

  it('empties erased texts and drops rows of erased persons', async () => {
    const history = lines(
      event('ActionTextsErased', { texts: [uuid(1)] }),
      event('EvidenceTakenDown', { evidenceId: uuid(2) }),
      event('AccountClosed', { accountId: 'a-1' }),
      event('ActionSubmitted', { actionId: 'PersonErased' }),
    );
    const list = file('list', JSON.stringify({ at, texts: [uuid(3)] }), '', JSON.stringify({ at, account: 'a-2' }));
    const erasures = await ErasuresToRepeat.read(history, list);
    const item = (n: number) => ({ id: uuid(n), value: '{}', salt: 'x', erased_at: null });
    const erased = (n: number) => ({
      ...{ id: uuid(n), value: null, salt: null, erased_at: at },
      ...{ check_at: null, match_key: null },
    });
    expect(await rowsOf(erasures, 'vault_items', ...[1, 2, 3, 4].map(item))).toEqual([
      ...[1, 2, 3].map(erased),
      item(4),
    ]);
    const people = [{ id: 'a-1' }, { id: 'a-2' }, { id: 'a-3' }];
    expect(await rowsOf(erasures, 'accounts', ...people)).toEqual([{ id: 'a-3' }]);
    const links = [{ account_id: 'a-2' }, { account_id: 'a-3' }];
    expect(await rowsOf(erasures, 'invitations', ...links)).toEqual([{ account_id: 'a-3' }]);
    const files = [
      { id: uuid(2), account_id: 'a-3', stream: 'action-1' },
      { id: uuid(5), account_id: 'a-1', stream: null },
      { id: uuid(6), account_id: 'a-1', stream: 'action-1' },
      { id: uuid(7), account_id: 'a-3', stream: null },
    ];
    expect(await rowsOf(erasures, 'evidence_files', ...files)).toEqual(files.slice(2));
    const twin = (file: number, other: number) => ({ file: uuid(file), other: uuid(other) });
    const twins = [twin(2, 6), twin(6, 5), twin(6, 7)];
    expect(await rowsOf(erasures, 'evidence_twins', ...twins)).toEqual([twin(6, 7)]);
    expect(erasures.counts).toBe('3 texts and 2 persons');
  });

  it('refuses a list with a damaged line and names it', async () => {
    for (const line of ['{"at":"yesterday","account":"a"}', 'no json', `{"at":"${at}","texts":[]}`]) {
      const list = file('list', JSON.stringify({ at, account: 'a-2' }), line);
      await expect(ErasuresToRepeat.read(lines(), list)).rejects.toThrow(`line 2 of ${list} is no line`);
    }
  });
});
