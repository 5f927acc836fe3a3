import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EvidenceStoreFull, EvidenceStoreUnavailable } from '../../src/evidence/store/evidence-store.js';
import { LocalEvidenceStore } from '../../src/evidence/store/local-evidence-store.js';
import { S3EvidenceStore } from '../../src/evidence/store/s3-evidence-store.js';
import { S3Double } from '../support/s3-double.js';
import { evidenceStoreContract } from './evidence-store.contract.js';

const base = mkdtempSync(path.join(tmpdir(), 'qorzhyn-evidence-'));
const file = path.join(base, 'file');
writeFileSync(file, 'content', { mode: 0o644 });
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('LocalEvidenceStore', () => {
  let root: string;
  const fresh = async () => {
    root = path.join(mkdtempSync(path.join(base, 'store-')), 'evidence');
    return new LocalEvidenceStore(root);
  };
  const filesOf = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });

  evidenceStoreContract(fresh);

  it('lets no other account of the machine read a file', async () => {
    const store = await fresh();
    await store.put('a', file);
    const modes = [root, ...filesOf(root).map((name) => path.join(root, name))].map((name) => statSync(name));
    expect(modes.map((one) => (one.mode & 0o777).toString(8))).toEqual(['700', '700', '600']);
  });

  it('sweeps an interrupted write after a day and not before', async () => {
    const store = await fresh();
    await store.put('a', file);
    const left = path.join(root, filesOf(root)[0]!, '.write-00000000');
    writeFileSync(left, 'half');
    const written = new Date('2026-03-01T00:00:00Z');
    utimesSync(left, written, written);
    expect(await store.sweep(new Date('2026-03-01T23:59:59Z'))).toBe(0);
    expect(await store.sweep(new Date('2026-03-02T00:00:00Z'))).toBe(1);
    expect(filesOf(root)).toHaveLength(2);
  });

  it('has no room below the reserve of the history', async () => {
    const store = new LocalEvidenceStore(path.join(base, 'small'), Number.MAX_SAFE_INTEGER);
    expect(await store.hasRoomFor(1)).toBe(false);
  });

  it('writes again after its folder was deleted meanwhile', async () => {
    const store = await fresh();
    await store.put('a', file);
    rmSync(root, { recursive: true });
    await expect(store.put('a', file)).rejects.toBeInstanceOf(EvidenceStoreUnavailable);
    await store.put('a', file);
    const opened = await store.open('a');
    opened!.stream.destroy();
    expect(opened!.size).toBe(7);
  });

  it('reports a path that is no folder as unavailable', async () => {
    const store = new LocalEvidenceStore(file);
    for (const call of [() => store.put('a', file), () => store.open('a'), () => store.delete('a')])
      await expect(call()).rejects.toBeInstanceOf(EvidenceStoreUnavailable);
    chmodSync(file, 0o644);
  });
});

describe.each([
  ['without versions', false],
  ['with versions', true],
])('S3EvidenceStore, bucket %s', (_name, keepsVersions) => {
  let double: S3Double;
  const options = () => ({ ...double.options, attempts: 3, requestMs: 500 });
  const fresh = async () => {
    double.clear();
    return new S3EvidenceStore(options());
  };

  beforeAll(async () => {
    double = await S3Double.start({ keepsVersions });
  });
  afterAll(() => double.stop());

  evidenceStoreContract(fresh);

  it('signs every request, and a wrong secret is refused', async () => {
    const store = await fresh();
    await store.put('a', file);
    expect(double.requests).toEqual(['PUT /evidence-of-tests/evidence/a']);
    expect(double.refused).toEqual([]);
    const foreign = new S3EvidenceStore({ ...options(), secretAccessKey: 'another secret' });
    await expect(foreign.open('a')).rejects.toThrow(EvidenceStoreUnavailable);
    expect(double.refused).toEqual(['SignatureDoesNotMatch']);
    await foreign.close();
    await store.close();
  });

  it('leaves no version of a deleted file behind', async () => {
    const store = await fresh();
    await store.put('a', file);
    await store.put('a', file);
    await store.delete('a');
    expect(String(double.everything())).not.toContain('content');
    await store.close();
  });

  it('tries again after a fault that passes', async () => {
    const store = await fresh();
    double.faults = [{ status: 503, code: 'SlowDown' }, 'cut'];
    await store.put('a', file);
    expect(double.requests).toHaveLength(3);
    await store.close();
  });

  it('gives up on a store that does not answer', async () => {
    const store = new S3EvidenceStore({ ...options(), requestMs: 100, attempts: 2 });
    double.clear();
    double.faults = ['hang', 'hang'];
    await expect(store.put('a', file)).rejects.toBeInstanceOf(EvidenceStoreUnavailable);
    expect(double.requests).toHaveLength(2);
    await store.close();
  });

  it('reports a full store, and a fault without its address', async () => {
    const store = await fresh();
    double.faults = [
      { status: 507, code: 'XMinioStorageFull' },
      { status: 507, code: 'XMinioStorageFull' },
      { status: 507, code: 'XMinioStorageFull' },
    ];
    await expect(store.put('a', file)).rejects.toBeInstanceOf(EvidenceStoreFull);
    await store.close();
    const nowhere = new S3EvidenceStore({ ...options(), endpoint: 'http://127.0.0.1:1', attempts: 1 });
    const fault = await nowhere.open('a').catch((error: Error) => error);
    expect(fault).toBeInstanceOf(EvidenceStoreUnavailable);
    expect((fault as Error).message).toMatch(/^the object store has a fault \(\w+\)$/);
    await nowhere.close();
  });
});
