import { ProjectionBus } from '../projector/running-projection.js';
import type { Document, ReadModel } from '../projector/read-model.js';
import { BoardCache } from './board-cache.js';

const KEY = 'amal/total/public/';
const names = { kk: 'Ақтау', ru: 'Актау', en: 'Aktau' };
const standing = (collegeId: string, points: number): Document => ({
  key: KEY + collegeId,
  body: { collegeId, names, shortNames: names, points, kinds: 1, participants: 0, divisor: 200, league: null },
});
const head = (seq: number): Document => ({ key: KEY, body: { challengeId: 'amal', board: 'total', seq } });

function closed() {
  let open = () => {};
  const promise = new Promise<void>((done) => (open = done));
  return { promise, open };
}

describe('BoardCache', () => {
  let items: Document[];
  let reads: number;
  /** Reads wait until it opens. */
  let gate: ReturnType<typeof closed> | null;
  let bus: ProjectionBus;
  let boards: BoardCache;
  const heard: (string | undefined)[] = [];
  const ring = (upserts: Document[], all = false) =>
    bus.publish({ position: null, changes: [{ projection: 'standings', upserts, deletes: [], all }] });
  const places = async () =>
    (await boards.get('amal', 'total', 'public'))!.standings.rows.map(({ collegeId, rank }) => [collegeId, rank]);

  beforeEach(() => {
    items = [head(1), standing('aktau', 5), standing('beineu', 3)];
    [reads, heard.length] = [0, 0];
    bus = new ProjectionBus((error) => {
      throw error;
    });
    gate = null;
    const list = async () => {
      reads += 1;
      const found = [...items];
      await gate?.promise;
      return { items: found, total: found.length };
    };
    boards = new BoardCache({ list } as unknown as ReadModel, bus);
    boards.listen((key) => heard.push(key));
  });

  it('reads a board once and then applies commits', async () => {
    expect(await places()).toEqual([['aktau', 1], ['beineu', 2]]); // prettier-ignore
    ring([head(2), standing('beineu', 5)]);
    expect(await places()).toEqual([['aktau', 1], ['beineu', 1]]); // prettier-ignore
    expect([reads, heard]).toEqual([1, [KEY]]);
  });

  it('reads an unknown board once, until a commit creates it', async () => {
    items = [];
    for (let n = 0; n < 3; n += 1) expect(await boards.get('amal', 'total', 'public')).toBeNull();
    expect(reads).toBe(1);
    items = [head(1)];
    ring([head(1)]);
    expect(await places()).toEqual([]);
    expect(reads).toBe(2);
  });

  it('reads a board again after a change that names no documents', async () => {
    await places();
    ring([], true);
    items = [head(3)];
    expect(await places()).toEqual([]);
    expect([reads, heard]).toEqual([2, [undefined]]);
  });

  it('applies the commits that arrive during a read', async () => {
    gate = closed();
    items = [head(2), standing('aktau', 5), standing('beineu', 5)];
    const reading = places();
    ring([head(2), standing('beineu', 5)]);
    ring([head(3), standing('beineu', 6)]);
    ring([head(4), standing('munaily', 7)]);
    gate.open();
    expect(await reading).toEqual([['munaily', 1], ['beineu', 2], ['aktau', 3]]); // prettier-ignore
    ring([head(5), standing('aktau', 9)]);
    expect([reads, heard]).toEqual([1, [KEY, KEY, KEY, KEY]]); // prettier-ignore
  });

  it('reads a board again when a commit is missing', async () => {
    gate = closed();
    const reading = places();
    ring([head(3), standing('beineu', 9)]);
    items = [head(3), standing('aktau', 5), standing('beineu', 9)];
    gate.open();
    expect([await reading, reads]).toEqual([[['beineu', 1], ['aktau', 2]], 2]); // prettier-ignore
    ring([head(5), standing('aktau', 11)]);
    items = [head(5), standing('aktau', 11), standing('beineu', 9)];
    expect([await places(), reads]).toEqual([[['aktau', 1], ['beineu', 2]], 3]); // prettier-ignore
    expect(heard).toEqual([KEY, KEY]); // prettier-ignore
  });

  it('finds a board that is created during the read', async () => {
    const all = items;
    items = [];
    gate = closed();
    const reading = places();
    ring([head(1), standing('aktau', 5), standing('beineu', 3)]);
    items = all;
    gate.open();
    expect(await reading).toEqual([['aktau', 1], ['beineu', 2]]); // prettier-ignore
    items = [];
    expect(await boards.get('none', 'total', 'public')).toBeNull();
  });

  it('ignores a commit that the read has seen', async () => {
    items = [head(2), standing('aktau', 5), standing('beineu', 9)];
    await places();
    ring([head(2), standing('beineu', 9)]);
    expect([reads, heard, await places()]).toEqual([1, [KEY], [['beineu', 1], ['aktau', 2]]]); // prettier-ignore
  });

  it('refuses documents of another version with 503', async () => {
    items.push({ key: `${KEY}munaily`, body: { collegeId: 'munaily', order: 2, rank: 3 } });
    await expect(places()).rejects.toMatchObject({ status: 503, code: 'NOT_CAUGHT_UP' });
    items.pop();
    expect(await places()).toHaveLength(2);
  });

  it('gives the same bytes whether a board was read or updated', async () => {
    await places();
    ring([head(2), standing('beineu', 9)]);
    const carried = (await boards.get('amal', 'total', 'public'))!;
    items = [{ key: KEY, body: { seq: 2, board: 'total', challengeId: 'amal' } }, standing('aktau', 5), standing('beineu', 9)]; // prettier-ignore
    ring([], true);
    const read = (await boards.get('amal', 'total', 'public'))!;
    expect([read.etag, String(read.body)]).toEqual([carried.etag, String(carried.body)]);
  });
});
