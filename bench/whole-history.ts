import type { EventStore } from '../src/event-store/event-store.js';
import { CurrentStandings } from '../src/leaderboard/challenge-standings.js';
import { standingsRunner } from '../src/leaderboard/standings.runner.js';

/** The standings of every challenge, folded from the first event to the last by the server's own fold, as a start without snapshots does. */
export async function foldWholeHistory(store: EventStore): Promise<CurrentStandings> {
  const live = new CurrentStandings();
  await standingsRunner(live).open({
    store,
    position: await store.head(),
    live: true,
    parked: [],
    documents: () => Promise.resolve(new Map()),
  });
  return live;
}
