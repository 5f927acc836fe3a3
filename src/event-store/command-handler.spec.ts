import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { approved, rejected, submitted } from '../../test/support/action-history.js';
import { type LastDeed, lastDeed } from '../../test/support/last-deed.js';
import { Clock } from '../config/clock.js';
import type { ActionEvent } from '../events/action.events.js';
import { DeciderCommandHandler } from './command-handler.js';
import { DomainError } from './domain-error.js';
import { AppendIntents } from './append-intents.js';

const stream = 'action-trees-1';
const context = { actor: 'a', correlationId: 'c-1' };

class NoIntents extends AppendIntents {
  override find = () => Promise.resolve(null);
  override store = () => Promise.reject(new Error('no key was given'));
  override drop = () => Promise.reject(new Error('no key was given'));
}

class StandingClock extends Clock {
  override now = () => new Date('2026-10-01T00:00:00.000Z');
}

const reject = ({ last }: LastDeed): ActionEvent[] => {
  if (last === null) throw new DomainError('not-found', 'ACTION_UNKNOWN');
  if (last === 'ActionApproved') throw new DomainError('conflict', 'ACTION_NOT_REVIEWABLE');
  return last === 'ActionRejected' ? [] : [rejected];
};

/** Two servers on one history; the first remembers the action as it was submitted. */
async function twoServers() {
  const store = new MemoryEventStore();
  const [here, there] = [1, 2].map(() => new DeciderCommandHandler(store, new NoIntents(), new StandingClock()));
  await here!.handle(stream, lastDeed, () => [submitted], context, true);
  return { store, here: here!, there: there! };
}

describe('a command on a state that is remembered', () => {
  test('is refused only for what stands in the history', async () => {
    const { here, there } = await twoServers();
    await there.handle(stream, lastDeed, () => [approved()], context);
    const asked: number[] = [];
    const command = here.handle(stream, lastDeed, (state) => (asked.push(state.deeds), reject(state)), context);
    await expect(command).rejects.toMatchObject({ code: 'ACTION_NOT_REVIEWABLE' });
    expect(asked).toEqual([1, 2]);
  });

  test('is not refused for what is no longer so', async () => {
    const { store, here, there } = await twoServers();
    await here.handle(stream, lastDeed, () => [approved()], context);
    await there.handle(stream, lastDeed, () => [rejected], context);
    const { events } = await here.handle(stream, lastDeed, reject, context);
    expect(events).toEqual([]);
    expect(store.events.map(({ type }) => type)).toEqual(['ActionSubmitted', 'ActionApproved', 'ActionRejected']);
  });

  test('is not told to be done already when it was undone', async () => {
    const { store, here, there } = await twoServers();
    await here.handle(stream, lastDeed, reject, context);
    await there.handle(stream, lastDeed, () => [approved()], context);
    await expect(here.handle(stream, lastDeed, reject, context)).rejects.toMatchObject({
      code: 'ACTION_NOT_REVIEWABLE',
    });
    expect(store.events).toHaveLength(3);
  });

  test('that begins a stream which is there already is decided again on it', async () => {
    const { here, there } = await twoServers();
    for (const server of [here, there]) {
      const begin = server.handle(
        stream,
        lastDeed,
        (state) => {
          if (state.last !== null) throw new DomainError('conflict', 'ACTION_EXISTS');
          return [submitted];
        },
        context,
        true,
      );
      await expect(begin).rejects.toMatchObject({ code: 'ACTION_EXISTS' });
    }
  });
});
