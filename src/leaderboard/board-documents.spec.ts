import type { Standing } from '../../projections/standings/ranking.js';
import { BoardDiffs } from './board-documents.js';
import type { ChallengeStandings } from './challenge-standings.js';

const KEY = 'amal/total/public/';
const standing = (collegeId: string, points: number) => ({ collegeId, points }) as Standing;
/** A challenge with one board. */
const challenge = (position: string, standings: Standing[]) =>
  ({
    state: { challengeId: 'amal' },
    head: (audience: string, board: string) => (audience === 'public' && board === 'total' ? { position } : null),
    colleges: () => new Map(standings.map((one) => [one.collegeId, { standing: one }])),
  }) as unknown as ChallengeStandings;

describe('BoardDiffs', () => {
  const aktau = standing('aktau', 9);
  const beineu = standing('beineu', 5);
  let diffs: BoardDiffs;
  const write = (now: ChallengeStandings, affected: string[] | null) => {
    const writes = { upserts: [] as { key: string; body: object }[], deletes: [] as string[] };
    diffs.write(now, affected && new Set(affected), writes);
    return { ...writes, keys: writes.upserts.map(({ key }) => key.replace(KEY, 'b/')) };
  };

  beforeEach(() => {
    diffs = new BoardDiffs();
    diffs.restoreSequences(new Map([[KEY, { seq: 7 }]]));
    diffs.recordStored(challenge('1', [aktau, beineu]));
  });

  it('writes the head and the standings that differ', () => {
    const { keys, upserts } = write(challenge('2', [aktau, standing('beineu', 6)]), null);
    expect(keys).toEqual(['b/', 'b/beineu']);
    expect(upserts[0]!.body).toEqual({ position: '2', seq: 8 });
    expect(upserts[1]!.body).toEqual({ collegeId: 'beineu', points: 6 });
  });

  it('writes one standing when a college overtakes all others', () => {
    expect(write(challenge('2', [aktau, standing('beineu', 11)]), ['beineu']).keys).toEqual(['b/', 'b/beineu']);
  });

  it('compares only the affected colleges', () => {
    const changed = challenge('2', [standing('aktau', 10), standing('beineu', 6)]);
    expect(write(changed, ['beineu', 'nobody']).keys).toEqual(['b/', 'b/beineu']);
    expect(write(changed, null).keys).toEqual(['b/', 'b/aktau']);
  });

  it('writes nothing when equal standings are other objects', () => {
    const same = challenge('1', [standing('aktau', 9), standing('beineu', 5)]);
    expect(write(same, null)).toEqual({ upserts: [], deletes: [], keys: [] });
    expect(write(challenge('2', [aktau, beineu]), []).upserts[0]!.body).toEqual({ position: '2', seq: 8 });
  });

  it('writes the head alone when only the position moved', () => {
    expect(write(challenge('2', [aktau, beineu]), ['aktau']).keys).toEqual(['b/']);
  });

  it('deletes a college that left and adds a new one', () => {
    const after = write(challenge('2', [aktau, standing('munaily', 4)]), ['munaily', 'beineu']);
    expect([after.keys, after.deletes]).toEqual([['b/', 'b/munaily'], [`${KEY}beineu`]]);
    expect(write(challenge('3', []), null).deletes).toEqual([`${KEY}aktau`, `${KEY}munaily`]);
  });
});
