import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { SystemClock } from '../src/config/clock.js';
import { migrate } from '../src/postgres/migrate.js';
import type { CommandContext } from '../src/event-store/command-context.js';
import type { Decider } from '../src/event-store/decider.js';
import { DeciderCommandHandler } from '../src/event-store/command-handler.js';
import type { DomainEvent } from '../src/events/schemas.js';
import { hashOf } from '../src/config/ids.js';
import { IdempotentResponses, PostgresAppendIntents } from '../src/idempotency/idempotency.repository.js';
import { serverSchema } from '../src/postgres/migrations.js';
import { approval, streamName, STREAMS } from './append-load.js';
import { onStage, speeds } from './append.js';
import { byTurns, mustHold, type Bench } from './measure.js';

const counting: Decider<number, DomainEvent> = { initialState: () => 0, evolve: (count) => count + 1 };

/** Whole commands (load, decide, append), as the server makes them, with and without an Idempotency-Key. */
export const appendIdempotent: Bench = {
  name: 'append.idempotent',
  metric: 'commands/s with an Idempotency-Key, 64 in flight',
  anchor: 'the same commands without a key',
  target: { atLeast: 0.2 },
  run: (ground) =>
    onStage(ground, async ({ store, database, acknowledged }) => {
      await migrate(database.adminUrl, database.appUrl, serverSchema);
      const source = await new DataSource({ type: 'postgres', url: database.appUrl, extra: { max: 10 } }).initialize();
      try {
        const clock = new SystemClock();
        const responses = new IdempotentResponses(source, clock);
        const commandHandler = new DeciderCommandHandler(store, new PostgresAppendIntents(source, clock), clock);
        let at = 0;
        let made = 1;
        const command = async (key?: string) => {
          const stream = 4_000_000 + (at++ % STREAMS);
          const event = approval(stream) as unknown as DomainEvent;
          const context: CommandContext = { actor: 'acc-1', correlationId: 'bench', idempotencyKey: key };
          const keyed = key === undefined ? null : { actor: 'acc-1', key, requestHash: hashOf('POST', '/', key) };
          if (keyed) {
            mustHold((await responses.find(keyed)) === null, 'a fresh key was taken already');
            context.requestHash = keyed.requestHash;
          }
          const outcome = await commandHandler.handle(streamName(stream), counting, () => [event], context);
          if (keyed)
            await responses.store(keyed, { status: 200, body: JSON.stringify({ position: outcome.position }) });
          return outcome;
        };
        const measure = async (withKey: boolean) => {
          const start = performance.now();
          let count = 0;
          const caller = async () => {
            while (performance.now() - start < ground.seconds * 1_000) {
              await command(withKey ? randomUUID() : undefined);
              count += 1;
            }
          };
          await Promise.all(Array.from({ length: 64 }, caller));
          made += count;
          return count / ((performance.now() - start) / 1_000);
        };
        const first = await command('same-key');
        const context = { actor: 'acc-1', key: 'same-key', requestHash: hashOf('POST', '/', 'same-key') };
        const repeat = await responses.find(context);
        mustHold(
          typeof repeat === 'object' && repeat?.body === JSON.stringify({ position: first.position }),
          'a repeat did not get the first response',
        );
        const rounds = await byTurns(
          ground,
          () => measure(true),
          () => measure(false),
        );
        let stored = 0;
        for await (const event of store.readAll({ filter: { streamPrefixes: [streamName(4)] } })) {
          acknowledged.add(event.id, Number(event.stream.slice(streamName('').length)), event);
          stored += 1;
        }
        mustHold(stored === made, `${made} commands were made, ${stored} events are stored`);
        return { rounds, figures: { ...speeds(rounds, 'commands/s'), commands: made } };
      } finally {
        await source.destroy();
      }
    }),
};
