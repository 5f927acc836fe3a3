import { afterFinalOf } from './after-final.js';
import { History } from './standings.fixture.js';

const tree = {
  base: 10,
  cap: 40,
  parts: [{ metric: 'trees', step: 1, weight: 1, max: null }],
  perDay: 1,
  seasonCap: null,
};
const rules = {
  kinds: { tree },
  lateAfterDays: 14,
  shareCap: { percent: 100, from: 0 },
  diversity: { points: 0, kinds: 0 },
  per100: { minimumStudents: 200 },
};

/** A final through the approval of `a1`; `a2` and `a3` are decided behind it. */
function season(): History {
  const history = new History()
    .announce()
    .publish(rules)
    .open([{ id: 'anar', students: 400 }]);
  history.submit('a2', 'anar', 'tree').submit('a3', 'anar', 'tree').submit('a1', 'anar', 'tree');
  const through = history.approve('a1', { trees: 5 }).close().events.at(-1)!.id;
  return history.approve('a2', { trees: 9 }).reject('a3').finalise(through);
}
const idsOf = (history: History, audience: 'public' | 'staff') =>
  afterFinalOf(history.fold(), audience).map(({ actionId }) => actionId);

describe('actions after the final', () => {
  it('have their status and points in the final and now', () => {
    expect(afterFinalOf(season().fold(), 'staff')).toMatchObject([
      { actionId: 'a2', status: { before: 'submitted', after: 'approved' }, points: { before: 0, after: 19 } },
      { actionId: 'a3', status: { before: 'submitted', after: 'rejected' }, points: { before: 0, after: 0 } },
    ]);
  });

  it('are hidden from outsiders when rejected or during a freeze', () => {
    expect(idsOf(season(), 'public')).toEqual(['a2']);
    const frozen = season().reopen().freeze();
    frozen.finalise(frozen.events.at(-1)!.id).revoke('a2');
    expect([idsOf(frozen, 'public'), idsOf(frozen, 'staff')]).toEqual([[], ['a2']]);
    expect(idsOf(frozen.reveal(), 'public')).toEqual(['a2']);
  });

  it('are none before a final and after its reopening', () => {
    expect(idsOf(season().reopen(), 'staff')).toEqual([]);
    expect(idsOf(new History().announce().publish(rules).open([]), 'staff')).toEqual([]);
  });
});
