import { setTimeout as pause } from 'node:timers/promises';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { uuidOf } from '../config/ids.js';
import { encode, type SubscribeOptions, type SubscriptionMessage } from '../event-store/event-store.js';
import { ReadyChecks } from '../observability/ready-checks.js';
import type { ServerLog } from '../observability/server-log.js';
import { AccountDirectory } from './account-directory.js';

/** Its subscriptions can be broken off, and wait to begin. */
class Breaking extends MemoryEventStore {
  gate: Promise<void> = Promise.resolve();
  break = () => {};
  subscriptions = 0;

  override async *subscribe(options: SubscribeOptions): AsyncGenerator<SubscriptionMessage> {
    this.subscriptions += 1;
    await this.gate;
    const broken = new AbortController();
    this.break = () => broken.abort();
    yield* super.subscribe({ ...options, signal: AbortSignal.any([options.signal, broken.signal]) });
    if (broken.signal.aborted) throw new Error('the connection is gone');
  }
}

/** Its subscriptions deliver each message late. */
class Late extends MemoryEventStore {
  override async *subscribe(options: SubscribeOptions): AsyncGenerator<SubscriptionMessage> {
    for await (const message of super.subscribe(options)) {
      await pause(30);
      yield message;
    }
  }
}

const directoryOf = (store: MemoryEventStore) =>
  new AccountDirectory(store, { error: () => undefined } as unknown as ServerLog, new ReadyChecks());
const metadata = { actor: 'system', $correlationId: 'c-12345678', recordedAt: '2026-10-05T07:00:00.000Z' };

describe('the directory of accounts', () => {
  it('counts organisers that another process appended a moment ago', async () => {
    const store = new Late();
    const directory = directoryOf(store);
    directory.onApplicationBootstrap();
    try {
      expect(await directory.openOrganisers()).toEqual([]);
      for (const name of ['aigul', 'berik']) {
        const accountId = uuidOf(name);
        const event = { type: 'AccountInvited', data: { accountId, role: 'organiser', collegeId: null } } as const;
        await store.append(`account-${accountId}`, 'no-stream', [encode(event, uuidOf(`${name} event`), metadata)]);
        expect(await directory.openOrganisers()).toHaveLength(name === 'aigul' ? 1 : 2);
      }
    } finally {
      await directory.onApplicationShutdown();
    }
  });

  it('finds an account and its new role before the subscription delivers them', async () => {
    const store = new Late();
    const directory = directoryOf(store);
    directory.onApplicationBootstrap();
    try {
      const accountId = uuidOf('aigul');
      await directory.all();
      const made = { type: 'AccountInvited', data: { accountId, role: 'auditor', collegeId: null } } as const;
      await store.append(`account-${accountId}`, 'no-stream', [encode(made, uuidOf('made'), metadata)]);
      expect(await directory.find(accountId)).toMatchObject({ role: 'auditor', revision: 0 });
      const granted = { ...made, type: 'RoleGranted', data: { ...made.data, role: 'organiser' } } as const;
      await store.append(`account-${accountId}`, 0, [encode(granted, uuidOf('granted'), metadata)]);
      expect(await directory.find(accountId, 1)).toMatchObject({ role: 'organiser', revision: 1 });
      expect(await directory.find('nobody')).toEqual({ state: 'none' });
    } finally {
      await directory.onApplicationShutdown();
    }
  });

  it('announces changes of rights alone', async () => {
    const store = new MemoryEventStore();
    const directory = directoryOf(store);
    const announced: string[] = [];
    directory.onChange((id) => announced.push(id));
    directory.onApplicationBootstrap();
    try {
      const accountId = uuidOf('aigul');
      const events = [
        { type: 'AccountInvited', data: { accountId, role: 'auditor', collegeId: null } },
        { type: 'InvitationIssued', data: { accountId, kind: 'first', role: 'auditor' } },
        { type: 'InvitationAccepted', data: { accountId } },
        { type: 'PasswordReset', data: { accountId } },
        { type: 'RoleRevoked', data: { accountId, role: 'auditor' } },
      ] as const;
      const stored = events.map((event) => encode(event, uuidOf(event.type), metadata));
      const { position } = await store.append(`account-${accountId}`, 'no-stream', stored);
      await directory.reached(position);
      expect(announced).toEqual([accountId, accountId]);
    } finally {
      await directory.onApplicationShutdown();
    }
  });

  it('reaches no position while it reads all accounts again', async () => {
    const store = new Breaking();
    const directory = directoryOf(store);
    directory.onApplicationBootstrap();
    try {
      const accountId = uuidOf('aigul');
      const event = { type: 'AccountInvited', data: { accountId, role: 'auditor', collegeId: null } } as const;
      const { position } = await store.append(`account-${accountId}`, 'no-stream', [
        encode(event, uuidOf('event'), metadata),
      ]);
      await directory.reached(position);
      let open = () => {};
      store.gate = new Promise((resolve) => (open = resolve));
      store.break();
      while (store.subscriptions < 2) await new Promise((resolve) => setImmediate(resolve));
      const order: string[] = [];
      const reached = directory.reached(position).then(() => order.push('reached'));
      await new Promise((resolve) => setImmediate(resolve));
      order.push('read anew');
      open();
      await reached;
      expect(order).toEqual(['read anew', 'reached']);
      expect((await directory.find(accountId)).state).toBe('open');
    } finally {
      await directory.onApplicationShutdown();
    }
  });
});
