import { Controller, Get, HttpException, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../src/http/access.js';
import { DomainError } from '../../src/event-store/domain-error.js';
import { StoreUnavailable, WrongExpectedRevision } from '../../src/event-store/event-store.js';
import { startTestApp, type Answer } from '../support/app.js';
import type { Drill } from './drill.js';

const SECRET = 'SELECT secret FROM accounts -- /srv/qorzhyn/src';

/** What a program may throw, from the plain to the perverse. */
const thrown: Record<string, () => unknown> = {
  error: () => new Error(SECRET),
  type: () => new TypeError(SECRET),
  text: () => SECRET,
  nothing: () => undefined,
  number: () => 500,
  frozen: () => Object.freeze({ message: SECRET, status: 'x' }),
  query: () => Object.assign(new Error(SECRET), { code: '42P01', query: SECRET, driverError: { code: '42P01' } }),
  duplicate: () => Object.assign(new Error(SECRET), { code: '23505', detail: SECRET }),
  gone: () => Object.assign(new Error(SECRET), { code: 'ECONNREFUSED', address: '10.0.0.7' }),
  unavailable: () => new StoreUnavailable(SECRET),
  revision: () => new WrongExpectedRevision('action-secret', 1, 2),
  domain: () => new DomainError('conflict', 'NEVER_WRITTEN_DOWN'),
  http: () => new HttpException({ message: SECRET, error: SECRET }, 418),
  status: () => Object.assign(new Error(SECRET), { statusCode: 502 }),
  aggregate: () => new AggregateError([new Error(SECRET)], SECRET),
  deep: () => Object.assign(new Error(SECRET), { cause: new Error(SECRET, { cause: SECRET }) }),
  circle: () => {
    const circle: Record<string, unknown> = { message: SECRET };
    circle['self'] = circle;
    return circle;
  },
  getter: () => Object.defineProperty({}, 'message', { get: () => thrown['error']!() }),
};

@Controller('api/thrown')
class Thrower {
  @Get('sync/:what')
  @Allow(['anyone'])
  sync(): never {
    throw new Error(SECRET);
  }

  @Get('talkative')
  @Allow(['anyone'])
  talkative(@Res() reply: FastifyReply): void {
    void reply.status(500).send({ message: SECRET, stack: new Error(SECRET).stack });
  }
}

for (const [what, make] of Object.entries(thrown)) {
  const name = `throws ${what}`;
  Object.defineProperty(Thrower.prototype, name, {
    value: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      throw make();
    },
    writable: true,
  });
  const descriptor = Object.getOwnPropertyDescriptor(Thrower.prototype, name)!;
  Get(what)(Thrower.prototype, name, descriptor);
  Allow(['anyone'])(Thrower.prototype, name, descriptor);
}

/** An answer that tells no more than it should, and can be found again in the log. */
function isDull({ status, headers, body }: Answer): boolean {
  const text = JSON.stringify(body);
  const id = headers.get('x-correlation-id') ?? '';
  return (
    status >= 400 &&
    headers.get('content-type')?.startsWith('application/problem+json') === true &&
    id !== '' &&
    (body as { correlationId?: string }).correlationId === id &&
    (body as { title?: string }).title !== '' &&
    !/SELECT|secret|node_modules|\.(ts|js):\d|\bat .+ \(|10\.0\.0\.7/.test(text)
  );
}

export const dullErrors: Drill = {
  name: 'dull-errors',
  promise:
    'whatever the program throws, the answer is a problem with its request id and nothing of the inside, and the server lives',
  target: '0 answers that tell more; alive',
  quick: true,
  async run() {
    const server = await startTestApp({ controllers: [Thrower] });
    try {
      const names = [...Object.keys(thrown), 'sync/x'];
      const answers = await Promise.all(names.map((what) => server.request('GET', `/api/thrown/${what}`)));
      const loud = names.filter((_, n) => !isDull(answers[n]!));
      const unknown = names.filter((_, n) => answers[n]!.status === 404);
      const alive = (await server.request('GET', '/api/health/live')).status === 200;
      const talkative = await server.request('GET', '/api/thrown/talkative');
      return {
        figure: `${names.length} ways to fail, ${loud.length} told more${loud.length > 0 ? ` (${loud.join(', ')})` : ''}, ${alive ? 'alive' : 'dead'}`,
        holds: loud.length === 0 && unknown.length === 0 && alive,
        control: {
          figure: `a route that answers its stack itself: ${isDull(talkative) ? 'not noticed' : 'noticed'}`,
          fails: !isDull(talkative),
        },
      };
    } finally {
      await server.close();
    }
  },
};
