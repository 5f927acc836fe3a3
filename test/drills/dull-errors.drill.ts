import { Controller, Get, HttpException } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { Allow } from '../../src/http/access.js';
import { DomainError } from '../../src/event-store/domain-error.js';
import { StoreUnavailable, WrongExpectedRevision } from '../../src/event-store/event-store.js';
import { ProblemFilter } from '../../src/http/problem.filter.js';
import { startTestApp, type Answer, type TestApp } from '../support/app.js';
import type { Drill } from './drill.js';
import { withoutProtection } from './without-protection.js';

const SECRET = 'SELECT secret FROM accounts -- /srv/qorzhyn/src';

/** Values that a program may throw, from plain to perverse. */
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

const names = [...Object.keys(thrown), 'sync/x'];

/** Everything is thrown once; what the answers tell. */
async function throwAll(server: TestApp) {
  const answers = await Promise.all(names.map((what) => server.request('GET', `/api/thrown/${what}`)));
  const loud = names.filter((_, n) => !isDull(answers[n]!));
  const told = answers.filter(({ body }) => JSON.stringify(body).includes(SECRET)).length;
  const unknown = answers.filter(({ body }) => (body as { code?: string }).code === 'ROUTE_NOT_FOUND').length;
  const alive = (await server.request('GET', '/api/health/live')).status === 200;
  return { loud, told, unknown, alive };
}

/** The same server whose errors are answered as Nest answers them by itself. */
async function unfiltered() {
  let nest = new BaseExceptionFilter();
  const { catch: answer } = BaseExceptionFilter.prototype;
  const plain: ProblemFilter['catch'] = (error, host) => answer.call(nest, error, host);
  // Nest binds the filter's method to every route while it starts.
  const server = await withoutProtection(ProblemFilter.prototype, 'catch', plain, () =>
    startTestApp({ controllers: [Thrower] }),
  );
  nest = new BaseExceptionFilter(server.app.getHttpAdapter());
  try {
    return await throwAll(server);
  } finally {
    await server.close();
  }
}

export const dullErrors: Drill = {
  name: 'dull-errors',
  promise: 'any thrown value becomes a problem with a request id and no internals, and the server lives',
  target: '0 responses with internals; alive',
  quick: true,
  async run() {
    const server = await startTestApp({ controllers: [Thrower] });
    try {
      const { loud, unknown, alive } = await throwAll(server);
      const control = await unfiltered();
      return {
        figure: `${names.length} ways to fail, ${loud.length} disclosed more${loud.length > 0 ? ` (${loud.join(', ')})` : ''}, ${alive ? 'alive' : 'dead'}`,
        holds: loud.length === 0 && unknown === 0 && alive,
        control: {
          kind: 'taken away',
          figure: `without the filter ${control.loud.length} are no such problem, ${control.told} disclose the secret`,
          fails: control.loud.length > 0 && control.told > 0,
        },
      };
    } finally {
      await server.close();
    }
  },
};
