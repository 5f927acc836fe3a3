import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import fc from 'fast-check';
import { z } from 'zod';
import { EventStore } from '../../src/event-store/event-store.js';
import { Allow } from '../../src/http/access.js';
import { ApiResponseSchema } from '../../src/http/openapi/api-response-schema.js';
import { Projector } from '../../src/projector/projector.js';
import { ReadModel } from '../../src/projector/read-model.js';
import { ProjectionRegistry } from '../../src/projector/runner.js';
import { verify } from '../../src/projector/verify.js';
import { accessTable } from '../api/access-table.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { Contract } from '../support/contract.js';
import { playSeason } from '../support/played-season.js';
import { type Drill, until } from './drill.js';
import { type Asked, curl, faultOf, operationsOf, requestsTo } from './fuzz-requests.js';

const shape = z.strictObject({ name: z.string().max(1_000) });
const answered = z.object({ length: z.int() });

/** Routes with one fault each, which the drill must find. */
@Controller('api/planted')
@Allow(['anyone'])
class Planted {
  @ApiResponseSchema(answered)
  @Post('falls-over')
  fallsOver(@Body({ schema: shape }) { name }: z.infer<typeof shape>) {
    if (/[\u200b\u202e\ufeff]/.test(name)) throw new Error('not thought of');
    return { length: name.length };
  }

  @ApiResponseSchema(answered)
  @Post('says-otherwise')
  saysOtherwise(@Body({ schema: shape }) { name }: z.infer<typeof shape>) {
    return { length: name.length > 100 ? 'long' : name.length };
  }

  @ApiResponseSchema(answered, { statuses: [200] })
  @Get('undocumented')
  @HttpCode(202)
  undocumented() {
    return { length: 0 };
  }

  @ApiResponseSchema(answered)
  @Post('takes-all')
  takesAll(@Body({ schema: shape.catch({ name: '' }) }) _: unknown) {
    return { length: 0 };
  }
}

/** Signing out would end the drill; not being ready is an answer of 503. */
const untouched = new Set(['DELETE /api/session', 'GET /api/health/ready']);

const roles = { organiser: 'ORGANISER', coordinator: 'TENIZ', reviewer: 'REVIEWER', auditor: 'AUDITOR' } as const;

/** Those whom the access table lets in, so that most requests get past the door. */
const allowedIn = ({ method, path }: { method: string; path: string }) =>
  (accessTable[`${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`] ?? []).flatMap((who) =>
    who in roles ? Array<string>(4).fill(roles[who as keyof typeof roles]) : [],
  );

/** A planted fault is met by few values: it is looked for until it is found. */
const PLANTED_REQUESTS = 50_000;

/** Asks until something is wrong; then the smallest request with which it is. */
async function fuzz(
  requests: fc.Arbitrary<Asked>,
  { count, seed, send }: { count: number; seed: number; send: (asked: Asked) => Promise<string | null> },
): Promise<string | null> {
  let fault: string | null = null;
  const property = fc.asyncProperty(requests, async (asked) => {
    const found = await send(asked);
    fault = found ?? fault;
    return found === null;
  });
  const { failed, counterexample } = await fc.check(property, { numRuns: count, seed });
  return failed ? `${curl(counterexample![0])} # ${fault ?? ''}` : null;
}

/** The first read model that says something else than the history, or an event that was laid aside. */
async function disagreement({ app, events }: TestApp): Promise<string | null> {
  const projector = app.get(Projector);
  const head = (await events()).at(-1)?.position;
  await until('the projections', () => projector.status().position === head);
  const [store, readModel] = [app.get(EventStore), app.get(ReadModel)];
  for (const factory of app.get(ProjectionRegistry).all()) {
    const { difference } = await verify(factory, store, readModel);
    if (difference) return `${difference.projection} ${difference.key} ${difference.field}`;
  }
  const [parked] = await readModel.parked();
  return parked ? `${parked.projection} parked ${parked.stream}` : null;
}

export const apiFuzz: Drill = {
  name: 'api-fuzz',
  promise: 'random requests get only responses of the contract, and read models stay equal to the history',
  target: '0 × 5xx, 0 responses against the contract, 0 invalid requests accepted; verify agrees',
  quick: false,
  async run(seed, smoke) {
    const clock = new TestClock(new Date('2026-09-05T06:00:00.000Z'));
    const server = await startTestApp({ clock, controllers: [Planted] });
    try {
      const cast = await playSeason(server);
      const contract = new Contract((await server.request('GET', '/api/openapi.json')).body);
      const people: Record<string, string | undefined> = {
        NOBODY: undefined,
        ORGANISER: cast.admin,
        TENIZ: cast.teniz,
        REVIEWER: cast.aigul,
        AUDITOR: (await server.signedIn('auditor')).cookie,
      };
      const isPlanted = ({ path }: { path: string }) => path.startsWith('/api/planted');
      const all = operationsOf(contract).filter(({ method, path }) => !untouched.has(`${method} ${path}`));
      const operations = all.filter((one) => !isPlanted(one));
      const requests = fc
        .constantFrom(...operations)
        .chain((one) => requestsTo(one, contract, [...Object.keys(people), ...allowedIn(one), ...allowedIn(one)]));
      const statuses = new Map<number, number>();
      const send = async (asked: Asked) => {
        const { who, method, path, headers, body } = asked;
        const given = { cookie: people[who], headers, ...(body === null ? {} : { body }) };
        const answer = await server.request(method, path, given);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        return faultOf(asked, answer, contract);
      };

      const broken = await fuzz(requests, { count: smoke ? 600 : 20_000, seed, send });
      const differs = await disagreement(server);
      const told = [...statuses].sort(([a], [b]) => a - b).map(([status, times]) => `${times} × ${status}`);
      const yes = [...statuses].filter(([status]) => status < 300).reduce((sum, [, times]) => sum + times, 0);

      const found: string[] = [];
      const planted = all.filter(isPlanted);
      for (const one of planted) {
        const line = await fuzz(requestsTo(one, contract, ['NOBODY']), { count: PLANTED_REQUESTS, seed, send });
        if (line !== null) found.push(line);
      }
      return {
        figure:
          `${operations.length} operations: ${told.join(', ')}${broken ? `; ${broken}` : ''}; ` +
          `verify ${differs ?? 'agrees'}`,
        holds: broken === null && differs === null && yes > 0,
        control: {
          kind: 'fault put in',
          figure: `${found.length} of ${planted.length} planted faults found (${found[0]?.slice(0, 120) ?? ''})`,
          fails: found.length === planted.length,
        },
      };
    } finally {
      await server.close();
    }
  },
};
