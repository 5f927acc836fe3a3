import type { FastifyInstance } from 'fastify';
import type { EventStore } from '../event-store/event-store.js';
import type { UnderKey } from '../http/access.js';
import type { ServerLog } from '../observability/server-log.js';
import { FirstAnswers } from './first-answers.js';
import type { IdempotencyKeys } from './idempotency.repository.js';

type Hook = (request: object, reply: object, payload: unknown, done: (error: Error | null) => void) => void;

describe('the answer of a write under a key', () => {
  const released: [string, string, string][] = [];
  const logged: unknown[] = [];

  const sendThrough = (takesKeys: boolean): Hook => {
    const keys = {
      answered: () => Promise.resolve(),
      release: (actor: string, key: string, hash: Buffer) =>
        Promise.resolve(void released.push([actor, key, String(hash)])),
    } as unknown as IdempotencyKeys;
    const log = { error: (error: unknown) => logged.push(error) } as unknown as ServerLog;
    let hook: Hook | undefined;
    const fastify = { decorateRequest: () => undefined, addHook: (_: string, onSend: Hook) => (hook = onSend) };
    const answers = new FirstAnswers(keys, { takesKeys } as EventStore, log);
    answers.install(fastify as unknown as FastifyInstance);
    return hook!;
  };
  /** Resolves when the next of the twins is let in. */
  const send = (
    hook: Hook,
    statusCode: number,
    known: Partial<UnderKey>,
    done: (error: Error | null) => void = () => undefined,
  ) =>
    new Promise<void>((leave) => {
      const asked = { actor: 'aigul', key: 'k', requestHash: Buffer.from('h'), isToldByEvents: false };
      hook({ underKey: { ...asked, isNew: true, isKept: false, ...known, leave } }, { statusCode }, '{}', done);
    });

  beforeEach(() => {
    [released.length, logged.length] = [0, 0];
  });

  it('frees the key of what was refused, with this request alone, where something may be stored under it', async () => {
    const mine = ['aigul', 'k', 'h'];
    await send(sendThrough(true), 422, {});
    expect(released).toEqual([]);
    await send(sendThrough(true), 422, { isNew: false });
    await send(sendThrough(true), 409, { isKept: true });
    await send(sendThrough(false), 422, {});
    expect(released).toEqual([mine, mine, mine]);
    await send(sendThrough(false), 503, {});
    expect(released).toHaveLength(3);
  });

  it('lets the twins in, and is logged, when it cannot be sent', async () => {
    const fault = new Error('the reply was sent already');
    await send(sendThrough(true), 200, {}, () => {
      throw fault;
    });
    expect(logged).toEqual([fault]);
  });
});
