import { BATCH_BOUND, onStage, speeds } from './append.js';
import { manyStreams } from './append-load.js';
import { ask } from './ground.js';
import { byTurns, mustHold, rounded, type Bench } from './measure.js';
import { RpcProcess } from './rpc-process.js';

const IN_FLIGHT = 64;

/** Another event store on the same PostgreSQL, with the same commands over as many streams. */
export const appendPeer: Bench = {
  name: 'append.peer',
  metric: 'events/s, 64 commands in flight over 2,000 streams',
  anchor: 'emmett-postgresql, appendToStream, the same commands, a pool of 32',
  target: { atLeast: 12 },
  bound: BATCH_BOUND,
  run: (ground) =>
    onStage(ground, async ({ load }) => {
      const { adminUrl: url } = await ground.database();
      const peer = RpcProcess.start('emmett.ts');
      try {
        await peer.call('open', { url });
        const next = manyStreams();
        let made = 0;
        const rounds = await byTurns(
          ground,
          async () => (await load(IN_FLIGHT, next)).perSecond,
          async () => {
            const order = { inFlight: IN_FLIGHT, seconds: ground.seconds };
            const round = await peer.call<{ made: number; perSecond: number }>('append', order);
            made += round.made;
            return round.perSecond;
          },
        );
        const [stored] = await ask<{ events: string; streams: string }>(
          url,
          `SELECT (SELECT count(*) FROM emt_messages) AS events, (SELECT sum(stream_position) FROM emt_streams) AS streams`,
        );
        mustHold(
          Number(stored?.events) === made && Number(stored?.streams) === made,
          `the peer acknowledged ${made} events and stored ${stored?.events}`,
        );
        return { rounds, figures: { ...speeds(rounds), 'peer events': rounded(made) } };
      } finally {
        await peer.stop();
      }
    }),
};
