import { randomUUID } from 'node:crypto';
import { decode } from '../../src/event-store/codec.js';
import { Projector } from '../../src/projector/projector.js';
import { startTestApp } from '../support/app.js';
import { Season } from '../support/season.js';
import { type Drill, until } from './drill.js';

export const poisonEvent: Drill = {
  name: 'poison-event',
  promise: 'an event that no fold can read stops its own stream and nothing else',
  target: 'parked and told; every other action on the board',
  quick: true,
  async run() {
    const server = await startTestApp();
    try {
      const season = new Season(server.store);
      await season.begin(['teniz', 'dala']);
      await season.submit('before', 'teniz');
      await season.approve('before', { trees: 1 });
      const poison = {
        id: randomUUID(),
        type: 'NeverHeardOf',
        data: { actionId: 'poison' },
        metadata: { schemaVersion: 1 },
      };
      await server.store.append('action-poison', 'no-stream', [poison]);
      await season.submit('after', 'dala');
      await season.approve('after', { trees: 5 });
      const projector = server.app.get(Projector);
      await until('the projection', () => projector.status().position === season.position);
      const { parked, state } = projector.status();
      const { body } = await server.request('GET', `/api/challenges/${season.id}/standings`);
      const scored = (body as { rows: { actions: number }[] }).rows.reduce((sum, row) => sum + row.actions, 0);
      const events = await server.events();
      const read = countUntilError(events.map((event) => () => decode(event)));
      return {
        figure: `${scored} of 2 actions scored, ${parked} parked, state ${state}`,
        holds: scored === 2 && parked > 0 && state === 'degraded',
        control: {
          figure: `a plain loop stops after ${read} of ${events.length} events`,
          fails: read < events.length - 1,
        },
      };
    } finally {
      await server.close();
    }
  },
};

function countUntilError(steps: readonly (() => unknown)[]): number {
  let count = 0;
  try {
    for (const step of steps) {
      step();
      count += 1;
    }
  } catch {
    return count;
  }
  return count;
}
