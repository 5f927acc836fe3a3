import type { CommandBus } from '@nestjs/cqrs';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { Season } from '../../../test/support/season.js';
import type { Clock } from '../../config/clock.js';
import { ReadyChecks } from '../../observability/ready-checks.js';
import { challenge } from '../challenge.js';
import { CalendarScheduler } from './calendar-scheduler.js';

describe('CalendarScheduler', () => {
  afterEach(() => jest.restoreAllMocks());

  it('folds every event once, even when reading fails midway', async () => {
    const store = new MemoryEventStore();
    const season = new Season(store);
    await season.begin(['aktau', 'beineu']);
    const stored = store.events.filter(({ stream }) => stream.startsWith('challenge-')).length;
    expect(stored).toBeGreaterThan(2);
    const readAll = store.readAll.bind(store);
    let failures = 2;
    store.readAll = async function* (options) {
      let read = 0;
      for await (const event of readAll(options)) {
        if (failures > 0 && (read += 1) > 1) {
          failures -= 1;
          throw new Error('the connection is gone');
        }
        yield event;
      }
    };
    const evolve = jest.spyOn(challenge, 'evolve');
    const commands = { execute: () => Promise.resolve() } as unknown as CommandBus;
    const clock = { now: () => new Date('2026-10-06T07:00:00.000Z') } as Clock;
    const scheduler = new CalendarScheduler(store, commands, clock, new ReadyChecks());
    for (let turn = 0; turn < 2; turn += 1) await expect(scheduler.keep()).rejects.toThrow('gone');
    await scheduler.keep();
    await scheduler.keep();
    expect(evolve).toHaveBeenCalledTimes(stored);
  });
});
