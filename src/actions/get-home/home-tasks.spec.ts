import { reviewQueueProjection } from '../../../projections/review-queue/review-queue.projection.js';
import { byUrgency, disputeTask, type HomeTask, tookSomething } from './home-tasks.js';

const claimed = { trees: { value: 30, precision: 'exact' as const } };
const action = { ...reviewQueueProjection.initial('trees-1'), claimed };
const rejected = { ...action, status: 'rejected' as const };
const facts = { at: '2026-09-01T20:00:00.000Z', disputeDays: 5, today: '2026-09-07' };

describe('tasks of the home page', () => {
  it('offer a dispute when a decision gave less than was claimed', () => {
    expect(tookSomething(rejected)).toBe(true);
    expect(tookSomething({ ...action, status: 'revoked' })).toBe(true);
    expect(tookSomething({ ...action, status: 'approved', verified: { trees: 29 } })).toBe(true);
    expect(tookSomething({ ...action, status: 'approved', verified: {} })).toBe(true);
    expect(tookSomething({ ...action, status: 'approved', verified: { trees: 30, bags: 1 } })).toBe(false);
    expect(tookSomething({ ...action, status: 'withdrawn' })).toBe(false);
  });

  it('count the days of a dispute in Aqtau, the last one included', () => {
    // 20:00 UTC is the next day in Aqtau.
    expect(disputeTask(rejected, facts)).toMatchObject({ what: 'dispute', until: '2026-09-07' });
    expect(disputeTask(rejected, { ...facts, today: '2026-09-08' })).toBeNull();
    expect(disputeTask({ ...action, status: 'approved', verified: { trees: 30 } }, facts)).toBeNull();
  });

  it('come by their last day, those without one at the end', () => {
    const task = (until: string | null, at: string): HomeTask => ({ what: 'question', at, until, note: null, action });
    const tasks = [task(null, '2'), task('2026-09-09', '3'), task(null, '1'), task('2026-09-08', '4')];
    expect(tasks.toSorted(byUrgency).map(({ at }) => at)).toEqual(['4', '3', '1', '2']);
  });
});
