import { randomUUID } from 'node:crypto';
import type { EventStore } from '../../src/event-store/event-store.js';
import { Parking } from '../../src/projector/runner.js';
import { Projector } from '../../src/projector/projector.js';
import { ReadModel } from '../../src/projector/read-model.js';
import { startTestApp } from '../support/app.js';
import { Season } from '../support/season.js';
import { drillStore } from '../support/drill-store.js';
import { type Drill, until } from './drill.js';
import { withoutProtection } from './without-protection.js';

const STUCK_MS = 2_000;

export const poisonEvent: Drill = {
  name: 'poison-event',
  promise: 'an event that no fold can read parks its own stream and nothing else',
  target: 'an unknown type and a bad payload: both parked and reported; every other action on the board',
  quick: true,
  async run() {
    const server = await startTestApp({ env: await drillStore() });
    try {
      const season = new Season(server.store);
      await season.begin(['teniz', 'dala']);
      await season.submit('before', 'teniz');
      await season.approve('before', { trees: 1 });
      await poison(server.store, 'action-poison');
      await malformed(server.store, season.id, 'action-malformed');
      await season.submit('after', 'dala');
      await season.approve('after', { trees: 5 });
      const projector = server.app.get(Projector);
      await until('the projection', () => {
        const { position, state } = projector.status();
        return position === season.position && state !== 'catching-up';
      });
      const { parked, state } = projector.status();
      const waiting = new Set((await server.app.get(ReadModel).parked()).map(({ stream }) => stream));
      const { body } = await server.request('GET', `/api/challenges/${season.id}/standings`);
      const scored = (body as { rows: { actions: number }[] }).rows.reduce((sum, row) => sum + row.actions, 0);
      const isStuck = await withoutProtection(
        Parking.prototype,
        'attempt',
        (_event, fold) => fold(),
        async () => {
          await poison(server.store, 'action-poison-2');
          await season.submit('later', 'dala');
          return until('the projection', () => projector.status().position === season.position, STUCK_MS).then(
            () => false,
            () => true,
          );
        },
      );
      return {
        figure: `${scored} of 2 actions scored, ${[...waiting].sort().join(' and ')} parked (${parked} times), state ${state}`,
        holds: scored === 2 && waiting.size === 2 && parked > 0 && state === 'degraded',
        control: {
          kind: 'taken away',
          figure: `without parking the projection ${isStuck ? `stands still for ${STUCK_MS / 1000} s` : 'continues'}`,
          fails: isStuck,
        },
      };
    } finally {
      await server.close();
    }
  },
};

/** A type everybody knows with a payload that its schema would never have let in. */
async function malformed(store: EventStore, challengeId: string, stream: string): Promise<void> {
  const data = { actionId: 'malformed', challengeId, collegeId: 'teniz', verified: null };
  const event = { type: 'ActionApproved', data, metadata: { schemaVersion: 1 } };
  await store.append(stream, 'no-stream', [{ id: randomUUID(), ...event }]);
}

async function poison(store: EventStore, stream: string): Promise<void> {
  const event = { type: 'NeverHeardOf', data: { actionId: 'poison' }, metadata: { schemaVersion: 1 } };
  await store.append(stream, 'no-stream', [{ id: randomUUID(), ...event }]);
}
