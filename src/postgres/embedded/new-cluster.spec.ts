import { lchownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeOwner } from './new-cluster.js';

jest.mock('node:fs', () => ({ ...jest.requireActual<object>('node:fs'), lchownSync: jest.fn() }));

describe('changeOwner', () => {
  it('changes the folder last, so an interrupted change is repeated', () => {
    const folder = mkdtempSync(join(tmpdir(), 'qorzhyn-owner-'));
    mkdirSync(join(folder, 'base', '1'), { recursive: true });
    changeOwner(folder, { prefix: [], uid: 4_242, gid: 4_242 });
    const changed = jest.mocked(lchownSync).mock.calls.map(([path]) => path);
    expect(changed).toHaveLength(3);
    expect(changed.at(-1)).toBe(folder);
    rmSync(folder, { recursive: true });
  });
});
