import type { Entrant } from '../../src/events/challenge.events.js';
import { changeCollege, tableOf } from './ranking.js';
import { collegeOf, ownerIn, type View } from './standings.state.js';

/** Counts a college for another from now on. */
export function mergeColleges(view: View, from: string, into: string): void {
  const { shortNames } = collegeOf(view, from).entrant ?? {};
  changeCollege(view, from, (college) => Object.assign(college, { entrant: null, countsInTotals: false }));
  view.news = view.news.map((item) => (item.collegeId === from ? { ...item, shortNames } : item));
  redirect(view, from, { ...view.merged, [from]: into });
}

/** Counts a merged college for itself again. */
export function unmergeCollege(view: View, entrant: Entrant): void {
  const { [entrant.collegeId]: _, ...others } = view.merged;
  changeCollege(view, entrant.collegeId, (college) => Object.assign(college, { entrant }));
  redirect(view, entrant.collegeId, others);
}

/** Scores the colleges for which this one counted and counts. */
function redirect(view: View, collegeId: string, merged: View['merged']): void {
  const before = ownerIn(view, collegeId);
  view.merged = merged;
  for (const id of [before, ownerIn(view, collegeId)]) {
    tableOf(view).tallies.delete(id);
    changeCollege(view, id, () => undefined);
  }
}
