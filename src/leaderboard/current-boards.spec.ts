import { ProjectionBus } from '../projector/projection-bus.js';
import type { Document, ReadModel } from '../projector/read-model.js';
import { CurrentBoards } from './current-boards.js';

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

describe('the boards as they are now', () => {
  let items: Document[];
  let reads: number;
  /** What is read is here when it opens. */
  let gate: ReturnType<typeof closed> | null;
  let doorbell: ProjectionBus;
  let boards: CurrentBoards;
  const heard: [string, string | undefined][] = [];
  const ring = (upserts: Document[], all = false) =>
    doorbell.publish({ position: null, changes: [{ projection: 'standings', upserts, deletes: [], all }] });
  const places = async () =>
    (await boards.get('amal', 'total', 'public'))!.standings.rows.map(({ collegeId, rank }) => [collegeId, rank]);

  beforeEach(() => {
    items = [head(1), standing('aktau', 5), standing('beineu', 3)];
    [reads, heard.length] = [0, 0];
    doorbell = new ProjectionBus((error) => {
      throw error;
    });
    gate = null;
    const list = async () => {
      reads += 1;
      const found = [...items];
      await gate?.promise;
      return { items: found, total: found.length };
    };
    boards = new CurrentBoards({ list } as unknown as ReadModel, doorbell);
    boards.listen({
      changed: (key) => heard.push(['changed', key]),
      lost: (key) => heard.push(['lost', key]),
    });
  });

  it('are read once and carried on by what commits write', async () => {
    expect(await places()).toEqual([['aktau', 1], ['beineu', 2]]); // prettier-ignore
    ring([head(2), standing('beineu', 5)]);
    expect(await places()).toEqual([['aktau', 1], ['beineu', 1]]); // prettier-ignore
    expect([reads, heard]).toEqual([1, [['changed', KEY]]]);
  });

  it('are read again when they may have changed in any way', async () => {
    await places();
    ring([], true);
    items = [head(3)];
    expect(await places()).toEqual([]);
    expect([reads, heard]).toEqual([2, [['lost', undefined]]]);
  });

  it('are read once however fast commits come meanwhile, and carried on by those that were not read with them', async () => {
    gate = closed();
    items = [head(2), standing('aktau', 5), standing('beineu', 5)];
    const reading = places();
    ring([head(2), standing('beineu', 5)]);
    ring([head(3), standing('beineu', 6)]);
    ring([head(4), standing('munaily', 7)]);
    gate.open();
    expect(await reading).toEqual([['munaily', 1], ['beineu', 2], ['aktau', 3]]); // prettier-ignore
    ring([head(5), standing('aktau', 9)]);
    expect([reads, heard]).toEqual([1, [['lost', KEY], ['changed', KEY]]]); // prettier-ignore
  });

  it('are read again when a commit was not heard of, while they were read or after it', async () => {
    gate = closed();
    const reading = places();
    ring([head(3), standing('beineu', 9)]);
    items = [head(3), standing('aktau', 5), standing('beineu', 9)];
    gate.open();
    expect([await reading, reads]).toEqual([[['beineu', 1], ['aktau', 2]], 2]); // prettier-ignore
    ring([head(5), standing('aktau', 11)]);
    items = [head(5), standing('aktau', 11), standing('beineu', 9)];
    expect([await places(), reads]).toEqual([[['aktau', 1], ['beineu', 2]], 3]); // prettier-ignore
    expect(heard).toEqual([['lost', KEY], ['lost', KEY]]); // prettier-ignore
  });

  it('are there when they came into being while nobody found them', async () => {
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

  it('do not take over what they were read with already', async () => {
    items = [head(2), standing('aktau', 5), standing('beineu', 9)];
    await places();
    ring([head(2), standing('beineu', 9)]);
    expect([reads, heard, await places()]).toEqual([1, [['lost', KEY]], [['beineu', 1], ['aktau', 2]]]); // prettier-ignore
  });

  it('are not told of from documents of another version of the program', async () => {
    items.push({ key: `${KEY}munaily`, body: { collegeId: 'munaily', order: 2, rank: 3 } });
    await expect(places()).rejects.toMatchObject({ status: 503, code: 'NOT_CAUGHT_UP' });
    items.pop();
    expect(await places()).toHaveLength(2);
  });

  it('are the same bytes whether they were read or carried on', async () => {
    await places();
    ring([head(2), standing('beineu', 9)]);
    const carried = (await boards.get('amal', 'total', 'public'))!;
    items = [{ key: KEY, body: { seq: 2, board: 'total', challengeId: 'amal' } }, standing('aktau', 5), standing('beineu', 9)]; // prettier-ignore
    ring([], true);
    const read = (await boards.get('amal', 'total', 'public'))!;
    expect([read.etag, String(read.body)]).toEqual([carried.etag, String(carried.body)]);
  });
});
