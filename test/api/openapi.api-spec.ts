import type { Answer, TestApp } from '../support/app.js';
import { Contract, type Json, type Operation, type Paths } from '../support/contract.js';
import { type Ask, plainly, playSeason, startSeasonApp } from '../support/played-season.js';

let server: TestApp;
let contract: Contract;
let paths: Paths;
beforeAll(async () => {
  server = await startSeasonApp();
  contract = new Contract((await server.request('GET', '/api/openapi.json')).body);
  ({ paths } = contract);
}, 120_000);
afterAll(() => server?.close());

/** Names of the operations that do not say what they answer when all is well. */
const silent = (all: Paths) =>
  Object.values(all)
    .flatMap((item) => Object.values(item))
    .filter(({ responses }) => {
      const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
      const says = ([status, { content = {} }]: (typeof good)[number]) =>
        status === '204' || Object.values(content).some(({ schema }) => schema && Object.keys(schema).length > 0);
      return good.length === 0 || !good.every(says);
    })
    .map(({ operationId }) => operationId);

const faults = (operation: Operation, answer: Answer) => contract.answerFaults(operation, answer);

test('every route says what it answers when all is well', () => {
  expect(silent(paths)).toEqual([]);
  expect(Object.keys(paths).length).toBeGreaterThan(45);
  const dumb = { operationId: 'dumb', responses: { 200: {}, default: { content: {} } } };
  const empty = { operationId: 'empty', responses: { 200: { content: { 'application/json': { schema: {} } } } } };
  expect(silent({ '/api/dumb': { get: dumb }, '/api/empty': { get: empty } })).toEqual(['dumb', 'empty']);
});

test('every reference leads somewhere, and every example is one', () => {
  const references = [...JSON.stringify(paths).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name!,
  );
  expect(references.length).toBeGreaterThan(60);
  expect(references.filter((name) => !contract.schemas[name])).toEqual([]);
  const headers = new Headers({ 'content-type': 'application/json' });
  const examples = Object.values(paths)
    .flatMap((item) => Object.values(item))
    .flatMap((operation) =>
      Object.entries(operation.responses).flatMap(([status, { content }]) => {
        const body = content?.['application/json']?.example;
        return body === undefined ? [] : [faults(operation, { status: Number(status), headers, body })];
      }),
    );
  expect(examples.length).toBeGreaterThanOrEqual(2);
  expect(examples.flat()).toEqual([]);
});

describe('what a season really answers', () => {
  const found: string[] = [];
  const answered = new Set<string>();
  const kept = new Map<string, Answer>();

  /** Asks, and holds the answer against the contract. */
  const checked: Ask = async (method, path, asking) => {
    const answer = await plainly(server)(method, path, asking);
    const operation = paths[path]?.[method.toLowerCase()];
    if (!operation) found.push(`${method} ${path} is not in the contract`);
    else if (answer.status < 300) {
      answered.add(operation.operationId);
      kept.set(operation.operationId, answer);
      found.push(...faults(operation, answer).map((fault) => `${operation.operationId} ${fault}`));
    }
    return answer;
  };

  test('is what the contract says, route by route', async () => {
    const { admin: cookie, teniz } = await playSeason(server, checked);
    const organiser = (method: string, path: string, at = {}, body?: unknown, query?: string) =>
      checked(method, path, { cookie, at, ...(body === undefined ? {} : { body }), ...(query ? { query } : {}) });

    const invited = await organiser('POST', '/api/invitations', {}, { role: 'auditor' });
    const account = { id: invited.body.accountId };
    const again = await organiser('POST', '/api/accounts/{id}/invite-again', account);
    const person = { login: 'auditor-1', password: 'тексеруші 2026' };
    await checked('POST', '/api/invitations/{token}/accept', { at: { token: again.body.token }, body: person });
    const session = await checked('POST', '/api/session', { body: person });
    const own = (session.headers.get('set-cookie') ?? '').split(';')[0]!;
    for (const who of [undefined, own]) await checked('GET', '/api/session', who ? { cookie: who } : {});
    await organiser('POST', '/api/accounts/{id}/grant', account, { role: 'coordinator', collegeId: 'teniz' });
    await checked('DELETE', '/api/session', { cookie: own });
    await organiser('POST', '/api/accounts/{id}/revoke', account);
    const last = await organiser('POST', '/api/accounts/{id}/close', account);

    const see = async (position: string) => {
      const seen = `?atLeast=${position}`;
      const here = { id: 'green-2026' };
      for (const path of ['/api/actions', '/api/colleges', '/api/challenges', '/api/audit'])
        await organiser('GET', path, {}, undefined, seen);
      await organiser('GET', '/api/accounts');
      for (const who of [cookie, teniz])
        await checked('GET', '/api/actions/{id}', { cookie: who, at: { id: 'trees-1' }, query: seen });
      for (const path of ['/api/colleges/{id}', '/api/colleges/{id}/journal'])
        await organiser('GET', path, { id: 'dala' }, undefined, seen);
      for (const id of ['green-2026', 'amal-2026'])
        await organiser('GET', '/api/challenges/{id}', { id }, undefined, seen);
      for (const board of ['total', 'per-100']) {
        const query = `${seen}&board=${board}`;
        await organiser('GET', '/api/challenges/{id}/standings', here, undefined, query);
        await organiser('GET', '/api/challenges/{id}/history', here, undefined, query);
      }
      await organiser('GET', '/api/challenges/{id}/news', here, undefined, seen);
      await organiser('GET', '/api/challenges/{id}/standings.csv', here);
      await organiser('GET', '/api/challenges/{id}/standings.xlsx', here);
      for (const collegeId of ['teniz', 'dala'])
        await organiser(
          'GET',
          '/api/challenges/{id}/colleges/{collegeId}/points',
          { ...here, collegeId },
          undefined,
          seen,
        );
    };
    await see(last.body.position);
    for (const [command, body] of [
      ['freeze'],
      ['reveal'],
      ['close'],
      ['finalise'],
      ['reopen', { reason: 'complaint' }],
    ] as const) {
      const answer = await organiser('POST', `/api/challenges/{id}/${command}`, { id: 'green-2026' }, body);
      await see(answer.body.position);
    }
    for (const track of ['amal', 'green']) await checked('GET', '/api/default-rulebooks/{track}', { at: { track } });
    for (const path of ['/api/openapi.json', '/api/asyncapi.json', '/api/health/live', '/api/health/ready'])
      await checked('GET', path);
    expect(found).toEqual([]);
  }, 120_000);

  test('and no route was left out', () => {
    const all = Object.values(paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId));
    expect(all.filter((operation) => !answered.has(operation))).toEqual([]);
  });

  test('a field that is missing, of another type or not written down would be found', () => {
    const [operation] = Object.values(paths['/api/actions/{id}']!);
    const answer = kept.get(operation!.operationId)!;
    const but = (changes: Json) => faults(operation!, { ...answer, body: { ...answer.body, ...changes } });
    expect(but({})).toEqual([]);
    expect(but({ kind: undefined })).toHaveLength(1);
    expect(but({ pending: 'yes' })).toHaveLength(1);
    expect(but({ status: 'lost' })).toHaveLength(1);
    expect(but({ reviewerName: 'Айгүл' })).toHaveLength(1);
    expect(faults(operation!, { ...answer, status: 202 })).toHaveLength(1);
  });
});
