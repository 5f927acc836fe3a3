import { openReadModels } from '../src/cli/open-read-models.js';
import { readEnvironment } from '../src/config/environment.js';
import { rebuild } from '../src/projector/rebuild.js';
import { SnapshotStore } from '../src/projector/snapshot-store.js';
import { PositionByTimeIndex } from '../src/leaderboard/position-by-time.js';
import { CurrentStandings } from '../src/leaderboard/challenge-standings.js';
import { HistoricalStandings } from '../src/leaderboard/historical-standings.js';
import { type LongHistory, longHistory, usualSize } from './long-history.js';
import { byTurns, mustHold, percentile, rounded, type Bench } from './measure.js';
import { foldWholeHistory } from './whole-history.js';

const QUESTIONS = 50;
const CHECKED = 3;

class NoSnapshots extends SnapshotStore {
  override save = () => Promise.resolve();
  override list = () => Promise.resolve([]);
  override load = () => Promise.resolve(null);
}

/** Numbers from 0 to 1, the same for the same seed. */
function* chances(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** The board as of any event of a long history, of a challenge that was running then. */
export const travelAt: Bench = {
  name: 'travel.at',
  metric: `p99 of ${QUESTIONS} boards as of random events, from snapshots`,
  anchor: 'one fold of the whole history from its first event',
  target: { atMost: 0.05 },
  async run(ground) {
    const history = await longHistory(ground, usualSize(ground));
    const settings = readEnvironment({ DATABASE_URL: history.appUrl, DATABASE_ADMIN_URL: history.adminUrl });
    const { store, readModel, snapshots, registry, close } = await openReadModels(settings);
    try {
      await rebuild(registry.get('standings')!, store, readModel);
      const standings = (kept: SnapshotStore) =>
        new HistoricalStandings(
          store,
          readModel,
          kept,
          new CurrentStandings(),
          new PositionByTimeIndex(store, readModel, kept),
        );
      const [past, slowly] = [standings(snapshots), standings(new NoSnapshots())];
      const random = chances(20_261_124);
      const anyMoment = () => momentOf(history, random.next().value, random.next().value);
      for (let n = 0; n < CHECKED; n += 1) {
        const { challengeId, position } = anyMoment();
        const [quick, slow] = [await past.asOf(challengeId, position), await slowly.asOf(challengeId, position)];
        mustHold(
          JSON.stringify(quick.board('staff', 'total')) === JSON.stringify(slow.board('staff', 'total')),
          `the board at ${position} differs from a fold from the first event`,
        );
      }
      const waits: number[] = [];
      const rounds = await byTurns(
        ground,
        async () => {
          const own: number[] = [];
          for (let n = 0; n < QUESTIONS; n += 1) {
            const { challengeId, position } = anyMoment();
            const start = performance.now();
            const board = (await past.asOf(challengeId, position)).board('public', 'total');
            own.push(performance.now() - start);
            mustHold(board!.rows.length === history.colleges, `${board?.rows.length} colleges at ${position}`);
          }
          waits.push(...own);
          return percentile(own, 0.99);
        },
        async () => {
          const start = performance.now();
          await foldWholeHistory(store);
          return performance.now() - start;
        },
      );
      const figures = { 'p50 ms': rounded(percentile(waits, 0.5)), 'p99 ms': rounded(percentile(waits, 0.99)) };
      return { rounds, figures: { ...figures, 'whole fold ms': rounded(rounds[0]!.anchor), events: history.events } };
    } finally {
      await close();
    }
  },
};

/** A challenge while its season ran: after its colleges were in, before the next season began. */
function momentOf({ challenges, seasons }: LongHistory, first: number, second: number) {
  const season = seasons[Math.floor(first * seasons.length)]!;
  const position = season.from + season.opening + Math.floor(second * (season.events - season.opening)) + 1;
  const own = challenges.filter((_, index) => Math.floor(index / season.challenges) === seasons.indexOf(season));
  return {
    challengeId: own[position % own.length]!,
    position: String(Math.min(position, season.from + season.events)),
  };
}
