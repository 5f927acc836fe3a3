import { megabytes, progressOf } from './draft-progress.js';

describe('Progress of a report', () => {
  it('counts files that arrived, and the bytes of all', () => {
    const file = (shown: 'done' | 'checking' | 'moving' | 'paused' | 'queued', part: number) => ({
      bytes: 1_000,
      shown,
      part,
    });
    expect(
      progressOf([file('done', 1), file('checking', 1), file('done', 1), file('paused', 0.64), file('queued', 0)]),
    ).toEqual({
      done: 3,
      all: 5,
      sentBytes: 3_640,
      leftBytes: 1_360,
      isMoving: false,
      stopped: { index: 4, percent: 64 },
    });
  });

  it('rounds sizes to tenths, and never something to nothing', () => {
    expect([0, 1, 104_858, 2_726_298].map((bytes) => megabytes(bytes))).toEqual([0, 0.1, 0.1, 2.6]);
  });
});
