import { Doorbell } from '../projector/doorbell.js';
import type { Document, ReadModel } from '../projector/read-model.js';
import { CurrentBoards } from './current-boards.js';

const KEY = 'amal/total/public/';
const names = { kk: 'Ақтау', ru: 'Актау', en: 'Aktau' };
const standing = (collegeId: string, points: number): Document => ({
  key: KEY + collegeId,
  body: { collegeId, names, shortNames: names, points, kinds: 1, participants: 0, divisor: 200, league: null },
});
const head = (seq: number): Document => ({ key: KEY, body: { challengeId: 'amal', board: 'total', seq } });

describe('the boards as they are now', () => {
  let items: Document[];
  let reads: number;
  let doorbell: Doorbell;
  let boards: CurrentBoards;
  const heard: [string, string | undefined][] = [];
  const ring = (upserts: Document[], all = false, isForetold = false) =>
    doorbell.ring({ position: null, isForetold, changes: [{ projection: 'standings', upserts, deletes: [], all }] });
  const foretell = (committed: Promise<boolean>) => {
    const upserts = [head(2), standing('beineu', 9)];
    doorbell.foretell({ committed, changes: [{ projection: 'standings', upserts, deletes: [], all: false }] });
  };
  const places = async () =>
    (await boards.get('amal', 'total', 'public'))!.standings.rows.map(({ collegeId, rank }) => [collegeId, rank]);

  beforeEach(() => {
    items = [head(1), standing('aktau', 5), standing('beineu', 3)];
    [reads, heard.length] = [0, 0];
    doorbell = new Doorbell((error) => {
      throw error;
    });
    const list = () => ((reads += 1), Promise.resolve({ items: [...items], total: items.length }));
    boards = new CurrentBoards({ list } as unknown as ReadModel, doorbell);
    boards.listen({
      changed: (key) => heard.push(['changed', key]),
      lost: (key) => heard.push(['lost', key]),
      doubted: (key) => heard.push(['doubted', key]),
    });
  });

  it('are read once and carried on by what commits write', async () => {
    expect(await places()).toEqual([['aktau', 1], ['beineu', 2]]); // prettier-ignore
    ring([head(2), standing('beineu', 5)]);
    expect(await places()).toEqual([['aktau', 1], ['beineu', 1]]); // prettier-ignore
    expect([reads, heard]).toEqual([1, [['changed', KEY]]]);
  });

  it('are read again when a commit came while they were read, or may have changed in any way', async () => {
    const reading = boards.get('amal', 'total', 'public');
    ring([head(2), standing('beineu', 9)]);
    await reading;
    items = [head(2), standing('aktau', 5), standing('beineu', 9)];
    expect(await places()).toEqual([['beineu', 1], ['aktau', 2]]); // prettier-ignore
    ring([], true);
    items = [head(3)];
    expect(await places()).toEqual([]);
    expect([reads, heard]).toEqual([3, [['lost', KEY], ['lost', undefined]]]); // prettier-ignore
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

  it('are carried on before the commit when they are at hand, and told of once', async () => {
    await places();
    foretell(Promise.resolve(true));
    expect(await places()).toEqual([['beineu', 1], ['aktau', 2]]); // prettier-ignore
    ring([head(2), standing('beineu', 9)], false, true);
    expect([reads, heard]).toEqual([1, [['changed', KEY]]]);
  });

  it('are not read ahead of the commit, and told of after it', async () => {
    foretell(Promise.resolve(true));
    await places();
    ring([head(2), standing('beineu', 9)], false, true);
    expect([await places(), heard]).toEqual([[['beineu', 1], ['aktau', 2]], [['changed', KEY]]]); // prettier-ignore
  });

  it('are doubted when they were carried on and the commit failed', async () => {
    await places();
    foretell(Promise.resolve(false));
    await places();
    expect(heard).toEqual([['changed', KEY], ['doubted', KEY]]); // prettier-ignore
    ring([], true);
    expect(await places()).toEqual([['aktau', 1], ['beineu', 2]]); // prettier-ignore
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
