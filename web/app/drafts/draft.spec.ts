import {
  actionOf,
  changed,
  departing,
  isOutdated,
  isReopenable,
  newDraft,
  queued,
  received,
  refused,
  reopened,
  stateOf,
} from './draft.js';
import { draftOf } from './draft.fixture.js';

const refusal = { code: 'DONE_IN_FUTURE', message: 'too early', faults: [{ path: 'doneOn', message: 'too early' }] };
const DAY_MS = 86_400_000;

describe('Draft', () => {
  const waiting = queued(draftOf(), 'key-1', 2_000);

  it('begins empty, or with the words of a copied action', () => {
    const copy = { place: 'Құрық', claimed: { trees: { text: '55', value: 55, precision: 'exact' as const } } };
    const draft = newDraft({ accountId: 'aigerim', challengeId: 'green-2026', content: copy }, 'd2', 1_000);
    expect(draft).toMatchObject({ ...copy, state: 'draft', description: '', purpose: { kind: 'report' } });
    expect(draftOf().claimed).toEqual({});
  });

  it('takes every change while it is a draft', () => {
    expect(changed(draftOf(), { place: 'Ақ' }, 2_000)).toMatchObject({ place: 'Ақ', changedAt: 2_000 });
  });

  it('takes changes after a refusal, so that it can be corrected', () => {
    const draft = refused(waiting, refusal);
    expect(changed(draft, { doneOn: '2026-10-11' }, 3_000)).toMatchObject({ doneOn: '2026-10-11', state: 'refused' });
  });

  it.each([
    ['waits', waiting],
    ['was received', received(waiting, '2271-9', 3_000)],
  ])('keeps its words once it %s', (_, draft) => {
    expect(changed(draft, { place: 'Ақ' }, 4_000)).toBe(draft);
  });

  it('waits after a send, and a double tap changes nothing', () => {
    expect(waiting).toMatchObject({ state: 'waiting', sendKey: 'key-1', queuedAt: 2_000 });
    expect(queued(waiting, 'key-2', 2_100)).toBe(waiting);
  });

  it('is sending only while a sender works on it', () => {
    expect(stateOf(waiting, true)).toBe('sending');
    expect(stateOf(waiting, false)).toBe('waiting');
    expect(stateOf(received(waiting, '2271-9', 3_000), true)).toBe('received');
  });

  it('comes back from the outbox with a new key to come', () => {
    const draft = reopened(waiting, 3_000);
    expect(draft).toMatchObject({ state: 'draft', sendKey: null, queuedAt: null });
    expect(queued(draft, 'key-2', 4_000).sendKey).toBe('key-2');
  });

  it('stays in the outbox once a request with it was begun', () => {
    const departed = departing(waiting);
    expect(isReopenable(departed)).toBe(false);
    expect(reopened(departed, 3_000)).toBe(departed);
  });

  it('departs only while it waits', () => {
    const draft = draftOf();
    expect(departing(draft)).toBe(draft);
    expect(departing(waiting).mayHaveArrived).toBe(true);
  });

  it('is received with the receipt number of the server', () => {
    expect(received(departing(waiting), '2271-9', 3_000)).toMatchObject({
      state: 'received',
      receipt: '2271-9',
      receivedAt: 3_000,
      mayHaveArrived: false,
    });
  });

  it('is refused with the faults of its fields, and gets another key', () => {
    const draft = refused(departing(waiting), refusal);
    expect(draft).toMatchObject({ state: 'refused', refusal, sendKey: null, mayHaveArrived: false });
    expect(queued(draft, 'key-2', 4_000)).toMatchObject({ state: 'waiting', sendKey: 'key-2', refusal: null });
  });

  it('ignores a refusal after it was taken back', () => {
    const draft = draftOf();
    expect(refused(draft, refusal)).toBe(draft);
  });

  it('names its action: its own id, or the action that it changes', () => {
    expect(actionOf(draftOf())).toBe('d1');
    expect(actionOf(draftOf({ purpose: { kind: 'answer', actionId: 'a7' } }))).toBe('a7');
  });

  it('leaves the device 30 days after its receipt, and never before', () => {
    const draft = received(waiting, '2271-9', 0);
    expect(isOutdated(draft, 30 * DAY_MS)).toBe(false);
    expect(isOutdated(draft, 30 * DAY_MS + 1)).toBe(true);
    expect(isOutdated(waiting, 400 * DAY_MS)).toBe(false);
    expect(isOutdated(draftOf(), 400 * DAY_MS)).toBe(false);
  });
});
