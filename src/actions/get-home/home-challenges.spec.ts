import type { ChallengeItem } from '../../../projections/challenges/challenges.contract.js';
import { currentOf } from './home-challenges.js';

const item = (id: string, track: ChallengeItem['track'], state: ChallengeItem['state']) => ({ id, track, state });

describe('challenges of the home page', () => {
  it('are those that are announced or run', () => {
    const all = [item('next', 'amal', 'announced'), item('now', 'amal', 'open'), item('old', 'amal', 'final')];
    expect(currentOf(all).map(({ id }) => id)).toEqual(['next', 'now']);
  });

  it('include the last final of a track where nothing runs', () => {
    const all = [item('now', 'amal', 'closed'), item('green-2', 'green', 'final'), item('green-1', 'green', 'final')];
    expect(currentOf(all).map(({ id }) => id)).toEqual(['now', 'green-2']);
  });

  it('leave cancelled challenges out', () => {
    expect(currentOf([item('gone', 'amal', 'cancelled')])).toEqual([]);
  });
});
