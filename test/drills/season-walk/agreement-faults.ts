import type { View } from './views.js';

/** Faults in answers about points: each view with one of them differs in one answer. Null = the view has no such answer. */
export const agreementFaults: Readonly<Record<string, (view: View) => View | null>> = {
  'a board with one point more': (view) => {
    const [first, ...rest] = view.boards.total;
    return first
      ? { ...view, boards: { ...view.boards, total: [{ ...first, points: first.points + 1 }, ...rest] } }
      : null;
  },
  'an explanation without an adjustment': (view) => {
    const [collegeId, why] =
      [...view.explained].find(([, { adjustments }]) => adjustments.some(({ points }) => points !== 0)) ?? [];
    if (!collegeId || !why) return null;
    const adjustments = why.adjustments.slice(why.adjustments.findIndex(({ points }) => points !== 0) + 1);
    return { ...view, explained: new Map([...view.explained, [collegeId, { ...why, adjustments }]]) };
  },
  'a list of changes without its first cause': (view) => {
    const [collegeId, all] =
      [...view.changes].find(([, { changes }]) => changes.some(({ points }) => points !== 0)) ?? [];
    if (!collegeId || !all) return null;
    const missing = all.changes.findIndex(({ points }) => points !== 0);
    const changes = all.changes.filter((_, place) => place !== missing);
    return { ...view, changes: new Map([...view.changes, [collegeId, { ...all, changes }]]) };
  },
  'news without an item': (view) => {
    const item = view.news?.find(({ points, collegeId }) => points !== 0 && view.explained.has(collegeId ?? ''));
    if (!item || item === view.news!.at(-1)) return null;
    return { ...view, news: view.news!.filter((one) => one !== item) };
  },
  'a history that ends with other ranks': (view) => {
    const last = view.history?.total.at(-1);
    const [collegeId] = Object.keys(last?.ranks ?? {});
    if (!last || !collegeId) return null;
    const changed = { ...last, ranks: { ...last.ranks, [collegeId]: last.ranks[collegeId]! + 1 } };
    return { ...view, history: { ...view.history!, total: [...view.history!.total.slice(0, -1), changed] } };
  },
  'an action in another state': ({ actions: [first, ...rest], ...view }) =>
    first ? { ...view, actions: [{ ...first, listed: `${first.listed}, once more` }, ...rest] } : null,
  'a file without a row': (view) => {
    const place = view.files.findIndex(({ rows }) => rows.length > 0);
    if (place < 0) return null;
    const files = view.files.map((file, at) => (at === place ? { ...file, rows: file.rows.slice(1) } : file));
    return { ...view, files };
  },
  'exported standings of the day before': (view) =>
    view.exported.total.length > 0 ? { ...view, exported: { ...view.exported, total: [] } } : null,
};
