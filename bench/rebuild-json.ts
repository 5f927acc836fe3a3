import { profiled } from './bound.js';
import { openStore } from './append-check.js';
import { ask, type Ground } from './ground.js';
import { type LongHistory, longHistory, usualSize } from './long-history.js';
import { speeds } from './append.js';
import { byTurns, mustHold, type Bench } from './measure.js';
import { databaseName, output } from './programs.js';
import { foldWholeHistory } from './whole-history.js';

/** Reading, decoding and folding of everything; the documents of the boards are not written here, `rebuild.peer` writes them. */
export const rebuildJson: Bench = {
  name: 'rebuild.json',
  metric: 'events/s read, decoded and folded into the standings of every challenge',
  anchor: 'psql COPY of the same rows to nowhere',
  target: { atLeast: 0.8 },
  bound: profiled(
    '2026-11-24',
    'one thread decodes and folds: by profile decoding takes about as long as COPY takes for a row, folding several times that, and about a fifth of the whole is the collector of garbage, for every action stays in memory',
  ),
  needs: ['psql'],
  async run(ground: Ground) {
    const history = await longHistory(ground, usualSize(ground));
    const store = await openStore(history);
    try {
      const rounds = await byTurns(
        ground,
        async () => {
          const start = performance.now();
          const live = await foldWholeHistory(store);
          const seconds = (performance.now() - start) / 1_000;
          await check(history, live);
          return history.events / seconds;
        },
        async () => {
          const start = performance.now();
          const said = await output(
            'psql',
            [
              '-qXAt',
              '-v',
              'ON_ERROR_STOP=1',
              '-c',
              '\\copy history.events TO /dev/null',
              databaseName(history.appUrl),
            ],
            history.appUrl,
          );
          mustHold(said.trim() === '', `psql says ${said}`);
          return history.events / ((performance.now() - start) / 1_000);
        },
      );
      return { rounds, figures: { ...speeds(rounds), events: history.events, challenges: history.challenges.length } };
    } finally {
      await store.close();
    }
  },
};

/** Every approval that the database counts stands on a board. */
async function check({ adminUrl, challenges }: LongHistory, live: Awaited<ReturnType<typeof foldWholeHistory>>) {
  const [row] = await ask<{ approved: string }>(
    adminUrl,
    "SELECT count(*) AS approved FROM history.events WHERE type = 'ActionApproved'",
  );
  let scored = 0;
  for (const id of challenges) {
    const { rows } = (await live.get(id))!.board('staff', 'total')!;
    scored += rows.reduce((sum, { actions }) => sum + actions, 0);
  }
  mustHold(scored === Number(row!.approved), `${scored} of ${row!.approved} approved actions are on the boards`);
}
