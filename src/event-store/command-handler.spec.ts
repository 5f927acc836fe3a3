import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { approved, rejected, submitted } from '../../test/support/action-history.js';
import { type LastEvent, lastEvent } from '../../test/support/last-event.js';
import { Clock } from '../config/clock.js';
import type { ActionEvent } from '../events/action.events.js';
import { type AppendIntent, AppendIntents, DeciderCommandHandler } from './command-handler.js';
import { DomainError } from './domain-error.js';
import { StoreUnavailable, WrongExpectedRevision } from './event-store.js';

const stream = 'action-trees-1';
const context = { actor: 'a', correlationId: 'c-1' };

/** Intents by key, without request hashes. */
class MemoryIntents extends AppendIntents {
  readonly stored = new Map<string, AppendIntent>();
  override find = (_: string, key: string) => Promise.resolve(this.stored.get(key) ?? null);
  override store = (_: string, key: string, intent: AppendIntent) => {
    if (!this.stored.has(key)) this.stored.set(key, intent);
    return Promise.resolve(this.stored.get(key)!);
  };
  override drop = (_: string, key: string) => Promise.resolve(void this.stored.delete(key));
}

class FixedClock extends Clock {
  override now = () => new Date('2026-10-01T00:00:00.000Z');
}

const reject = ({ last }: LastEvent): ActionEvent[] => {
  if (last === null) throw new DomainError('not-found', 'ACTION_UNKNOWN');
  if (last === 'ActionApproved') throw new DomainError('conflict', 'ACTION_NOT_REVIEWABLE');
  return last === 'ActionRejected' ? [] : [rejected];
};

/** Two servers on one history; the first has cached the submitted action. */
async function submittedAction() {
  const store = new MemoryEventStore();
  const intents = new MemoryIntents();
  const [handler, there] = [1, 2].map(() => new DeciderCommandHandler(store, intents, new FixedClock()));
  await handler!.handle(stream, lastEvent, () => [submitted], context);
  return { store, intents, handler: handler!, there: there!, types: () => store.events.map(({ type }) => type) };
}

describe('DeciderCommandHandler', () => {
  it('appends the decided events with the metadata of the context', async () => {
    const { store, handler } = await submittedAction();
    const { events, position } = await handler.handle(stream, lastEvent, reject, {
      ...context,
      clientCorrelationId: 'theirs-1',
      causationId: 'e-1',
    });
    expect(events).toEqual([rejected]);
    expect(position).toBe(store.events.at(-1)!.position);
    expect(JSON.parse(store.events.at(-1)!.metadata)).toMatchObject({
      actor: 'a',
      $correlationId: 'c-1',
      clientCorrelationId: 'theirs-1',
      $causationId: 'e-1',
      recordedAt: '2026-10-01T00:00:00.000Z',
    });
  });

  it('returns the current position when nothing is to be done', async () => {
    const { store, handler } = await submittedAction();
    await handler.handle(stream, lastEvent, reject, context);
    const { events, position } = await handler.handle(stream, lastEvent, reject, context);
    expect([events, position]).toEqual([[], store.events.at(-1)!.position]);
  });

  it('refuses only on the stored state', async () => {
    const { handler, there } = await submittedAction();
    await there.handle(stream, lastEvent, () => [approved()], context);
    const seen: number[] = [];
    const command = handler.handle(stream, lastEvent, (state) => (seen.push(state.count), reject(state)), context);
    await expect(command).rejects.toMatchObject({ code: 'ACTION_NOT_REVIEWABLE' });
    expect(seen).toEqual([1, 2]);
  });

  it('finds an action already done only on the stored state', async () => {
    const { store, handler, there } = await submittedAction();
    await handler.handle(stream, lastEvent, reject, context);
    await there.handle(stream, lastEvent, () => [approved()], context);
    await expect(handler.handle(stream, lastEvent, reject, context)).rejects.toMatchObject({
      code: 'ACTION_NOT_REVIEWABLE',
    });
    expect(store.events).toHaveLength(3);
  });

  it('decides again when another writer was faster', async () => {
    const { handler, there, types } = await submittedAction();
    await there.handle(stream, lastEvent, () => [approved()], context);
    await handler.handle(stream, lastEvent, () => [rejected], context);
    expect(types()).toEqual(['ActionSubmitted', 'ActionApproved', 'ActionRejected']);
  });

  it('refuses with STREAM_BUSY when other writers keep winning', async () => {
    const { store, handler } = await submittedAction();
    jest.spyOn(store, 'append').mockRejectedValue(new WrongExpectedRevision(stream, 0, 1));
    const command = handler.handle(stream, lastEvent, () => [rejected], context);
    await expect(command).rejects.toMatchObject({ code: 'STREAM_BUSY' });
  });

  it('repeats the stored intent when the response of the append was lost', async () => {
    const { store, handler, types } = await submittedAction();
    const keyed = { ...context, idempotencyKey: 'k-1' };
    const append = store.append.bind(store);
    jest.spyOn(store, 'append').mockImplementationOnce(async (...given) => {
      await append(...given);
      throw new StoreUnavailable('the response was lost');
    });
    await expect(handler.handle(stream, lastEvent, () => [approved()], keyed)).rejects.toThrow(StoreUnavailable);
    const { events } = await handler.handle(stream, lastEvent, reject, keyed);
    expect(events.map(({ type }) => type)).toEqual(['ActionApproved']);
    expect(types()).toEqual(['ActionSubmitted', 'ActionApproved']);
  });

  it('drops an intent that lost against another writer', async () => {
    const { handler, there, intents, types } = await submittedAction();
    const keyed = { ...context, idempotencyKey: 'k-1' };
    await there.handle(stream, lastEvent, () => [approved()], context);
    await handler.handle(stream, lastEvent, () => [rejected], keyed);
    expect(types()).toEqual(['ActionSubmitted', 'ActionApproved', 'ActionRejected']);
    expect(intents.stored.get('k-1')?.expected).toBe(1);
  });

  it('accepts a dry run that refuses when its request has an intent', async () => {
    const { handler, intents } = await submittedAction();
    const refused = () => {
      throw new DomainError('conflict', 'ACTION_NOT_REVIEWABLE');
    };
    const keyed = { ...context, idempotencyKey: 'k-1' };
    await expect(handler.dryRun(stream, keyed, refused)).rejects.toMatchObject({ code: 'ACTION_NOT_REVIEWABLE' });
    await intents.store('a', 'k-1', { stream, expected: 0, events: [] });
    expect(await handler.dryRun(stream, keyed, refused)).toBeNull();
  });
});
