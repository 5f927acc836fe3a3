import { profiled } from './bound.js';
import { openReadModels } from '../src/cli/open-read-models.js';
import { readEnvironment } from '../src/config/environment.js';
import { rebuild } from '../src/projector/rebuild.js';
import { verify } from '../src/projector/verify.js';
import { byTurns, mustHold, type Bench } from './measure.js';
import { RpcProcess } from './rpc-process.js';
import { appendSeason, seasonEvents } from './season-events.js';
import { speeds } from './append.js';

const EVENTS = 50_000;
const SMOKE_EVENTS = 2_000;
/** As many colleges as take part in the region, and a challenge of each track. */
const SEASON = { colleges: 24, challenges: 2 };
const BATCH = 1_000;

/** The standings, folded anew with all they write, against a consumer of the same events that only counts them. */
export const rebuildPeer: Bench = {
  name: 'rebuild.peer',
  metric: 'standings folded anew and stored, events/s, 50,000 events',
  anchor: `emmett-postgresql, a consumer whose reactor only counts, batches of ${BATCH}`,
  target: { atLeast: 50 },
  bound: profiled(
    '2026-11-24',
    'by profile an event costs about 10 µs to decode and fold, three tenths of it the collector of garbage, before anything is stored, and the target leaves less than 5 where the peer takes about 230',
  ),
  async run(ground) {
    const events = [...seasonEvents({ ...SEASON, events: ground.smoke ? SMOKE_EVENTS : EVENTS })];
    const { appUrl, adminUrl } = await ground.database();
    const { adminUrl: peerUrl } = await ground.database();
    const settings = readEnvironment({ DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl });
    const { store, readModel, registry, close } = await openReadModels(settings);
    const peer = RpcProcess.start('emmett.ts');
    try {
      await appendSeason(store, events);
      await peer.call('open', { url: peerUrl });
      await peer.call('fill', { events });
      const standings = registry.all().find(({ name }) => name === 'standings')!;
      const rounds = await byTurns(
        ground,
        async () => {
          const start = performance.now();
          await rebuild(standings, store, readModel);
          return events.length / ((performance.now() - start) / 1_000);
        },
        async () => {
          const order = { batchSize: BATCH };
          const consumed = await peer.call<{ seen: number; outOfOrder: number; perSecond: number }>('consume', order);
          mustHold(
            consumed.seen === events.length && consumed.outOfOrder === 0,
            `the peer saw ${consumed.seen} of ${events.length} events, ${consumed.outOfOrder} out of order`,
          );
          return consumed.perSecond;
        },
      );
      const { documents, difference } = await verify(standings, store, readModel);
      mustHold(difference === null && documents > 0, 'the standings differ from a fold of the whole history');
      return { rounds, figures: { ...speeds(rounds), documents } };
    } finally {
      await peer.stop();
      await close();
    }
  },
};
