import type { PointsExplained, StandingsRow } from '../../../projections/standings/standings.contract.js';
import { AUDIENCES, BOARDS, cellsOf, cellsOfFile, changesOf, type Moment, type View, viewOf } from './views.js';
import type { World } from './world.js';

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** Points as the parts of an explanation add up. */
const added = ({ actions, kinds, diversity, adjustments }: PointsExplained): number =>
  sum(actions.map(({ points, dayLimit }) => (dayLimit ? 0 : points))) -
  sum(kinds.map(({ seasonCapCut, shareCapCut }) => seasonCapCut + shareCapCut)) +
  diversity.points +
  sum(adjustments.map(({ points }) => points));

/** A statement that two sources of a view agree. Each yields what does not. */
type Check = (view: View) => Generator<string>;

const checks: Readonly<Record<string, Check>> = {
  *'an independent scorer'({ boards, shadow }) {
    const plain = ({ collegeId, rank, points, actions, kinds }: StandingsRow) => [
      collegeId,
      rank,
      points,
      actions,
      kinds,
    ];
    for (const board of BOARDS) {
      const ours = boards[board].map(plain).join();
      const other = shadow[board].map((row) => [row.college, row.rank, row.points, row.actions, row.kinds]).join();
      if (ours !== other) yield `${board} ${ours}, not ${other}`;
    }
  },
  *'the exported history'({ boards, exported }) {
    for (const board of BOARDS)
      if (JSON.stringify(boards[board]) !== JSON.stringify(exported[board]))
        yield `${board} ${boards[board].map(cellsOf).join()}, exported ${exported[board].map(cellsOf).join()}`;
  },
  *'the final'({ boards, final }) {
    // A final keeps the names that it was made with, which also order equal colleges.
    const text = (rows: readonly StandingsRow[]) =>
      rows
        .map(({ collegeId, rank, points }) => `${collegeId} ${rank} ${points}`)
        .sort()
        .join();
    if (final && text(final) !== text(boards.total)) yield `${text(boards.total)}, as the final ${text(final)}`;
  },
  *'the list of actions'({ actions }) {
    for (const { id, listed, known } of actions) if (listed !== known) yield `${id} ${listed}, not ${known}`;
  },
  *files({ boards, files }) {
    for (const { board, rows } of files) {
      const [shown, filed] = [boards[board].map(cellsOf).join(), rows.map(cellsOfFile).join()];
      if (shown !== filed) yield `${board} ${shown}, in the file ${filed}`;
    }
  },
  *'the explanation'({ boards, explained }) {
    for (const { collegeId, points, rank } of boards.total) {
      const why = explained.get(collegeId)!;
      if (why.points !== points || why.rank !== rank || added(why) !== points)
        yield `${collegeId} ${points} at ${rank}, explained ${why.points} at ${why.rank}, added ${added(why)}`;
    }
  },
  *changes({ boards, changes }) {
    for (const [collegeId, { from, to, changes: causes }] of changes) {
      const row = boards.total.find((one) => one.collegeId === collegeId);
      const total = from.points + sum(causes.map(({ points }) => points));
      const parts = causes.find(({ points, shares }) => sum(shares.map((one) => one.points)) !== points);
      if (to.points !== (row?.points ?? 0) || to.points !== total || (to.ranks?.total ?? null) !== (row?.rank ?? null))
        yield `${collegeId} ${row?.points} at ${row?.rank}, after changes ${to.points} at ${to.ranks?.total}, added ${total}`;
      if (parts) yield `${collegeId} ${parts.type} ${parts.points}, by parts ${JSON.stringify(parts.shares)}`;
    }
    for (const { collegeId } of boards.total) if (!changes.has(collegeId)) yield `${collegeId} has none`;
  },
  *history({ boards, history }) {
    if (!history) return;
    for (const board of BOARDS) {
      const ranks = history[board].at(-1)?.ranks ?? {};
      const shown = Object.fromEntries(boards[board].map(({ collegeId, rank }) => [collegeId, rank]));
      const text = (of: Record<string, number>) => JSON.stringify(Object.entries(of).sort());
      if (text(ranks) !== text(shown)) yield `${board} ${text(shown)}, last ${text(ranks)}`;
    }
  },
  /** News shows the last ones, of colleges that still take part. */
  *news({ boards, changes, news, order }) {
    if (!news) return;
    const since = news.length > 0 ? order.indexOf(news.at(-1)!.eventId) : 0;
    for (const { collegeId } of boards.total)
      for (const { eventId, type, points, collegeId: of } of changes.get(collegeId)?.changes ?? []) {
        const item = news.find((one) => one.eventId === eventId);
        if (item && item.collegeId !== of) yield `${type} of ${of}, in the news of ${item.collegeId}`;
        const isOther = of !== null && of !== collegeId;
        if (points === 0 || isOther || order.indexOf(eventId) < since) continue;
        if (!item) yield `${collegeId} ${type} ${points}: no news`;
        else if (item?.collegeId === collegeId && item.points !== points)
          yield `${collegeId} ${type} ${points}, in the news ${item.points}`;
      }
    for (const { eventId, collegeId, points, event } of news) {
      const own = collegeId === null ? undefined : changes.get(collegeId);
      if (points !== 0 && !own?.changes.some((one) => one.eventId === eventId))
        yield `${collegeId} ${event} ${points} is news, and no change`;
    }
  },
};

/** Sources of a view that do not agree. */
export const differencesIn = (view: View): string[] =>
  Object.entries(checks).flatMap(([name, check]) =>
    [...check(view)].map((what) => `${view.challengeId} ${view.audience}, ${name}: ${what}`),
  );

/** Changes between two moments lead from the points of one to those of the other. */
async function* between(world: World, moments: readonly Moment[]): AsyncGenerator<string> {
  for (const [place, first] of moments.entries())
    for (const second of moments.slice(place + 1).filter(({ challengeId }) => challengeId === first.challengeId))
      for (const { id } of world.model.colleges) {
        const range = `&from=${first.position}&to=${second.position}`;
        const changes = await changesOf(world, first.challengeId, id, 'staff', range);
        const [was, is] = [first.points.get(id) ?? 0, second.points.get(id) ?? 0];
        const total = sum((changes?.changes ?? []).map(({ points }) => points));
        if (is - was !== total || (changes && (changes.from.points !== was || changes.to.points !== is)))
          yield `${first.challengeId} ${id} between ${range}: ${was} to ${is}, changes ${changes?.from.points} to ${changes?.to.points} by ${total}`;
      }
}

interface Agreement {
  views: View[];
  differences: string[];
}

/** Compares all that can be read of the points of every challenge. `moments` are of earlier. */
export async function agreementOf(world: World, moments: readonly Moment[]): Promise<Agreement> {
  await world.caughtUp();
  const views: View[] = [];
  const differences: string[] = [];
  for (const { id, state } of world.model.challenges)
    for (const audience of state === 'none' ? [] : AUDIENCES) views.push(await viewOf(world, id, audience));
  for (const view of views) differences.push(...differencesIn(view));
  for await (const what of between(world, [...moments, ...(await momentsNow(world, views))])) differences.push(what);
  return { views, differences: [...differences, ...(await world.verify())] };
}

async function momentsNow(world: World, views: readonly View[]): Promise<Moment[]> {
  const position = (await world.store.head())!;
  return views
    .filter(({ audience }) => audience === 'staff')
    .map(({ challengeId, boards }) => ({
      challengeId,
      position,
      points: new Map(boards.total.map(({ collegeId, points }) => [collegeId, points])),
    }));
}
