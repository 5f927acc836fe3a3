import recorded from '../../src/http/openapi/examples.json';
import texts from '../../src/http/openapi/operations.json';
import type { Answer, TestApp, TestClock } from '../support/app.js';
import { cookieSetBy, TestAuthenticator } from '../support/authenticator.js';
import { Contract, type Json, type Operation, type Paths } from '../support/contract.js';
import { RelyingParties } from '../../src/accounts/index.js';
import { SoftwarePasskey } from '../support/software-passkey.js';
import { ApiExamples } from '../support/api-examples.js';
import { playNotifications } from '../support/played-notifications.js';
import { type Ask, plainly, playSeason, startSeasonApp } from '../support/played-season.js';

/** This machine has no host name, so it has no passkeys. */
const PARTY = { rpId: 'qorzhyn.example', origin: 'https://qorzhyn.example' };
let server: TestApp;
let contract: Contract;
let paths: Paths;
beforeAll(async () => {
  server = await startSeasonApp();
  Object.assign(server.app.get(RelyingParties), { find: () => PARTY });
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

test('every route documents its successful response', () => {
  expect(silent(paths)).toEqual([]);
  expect(Object.keys(paths).length).toBeGreaterThan(45);
  const dumb = { operationId: 'dumb', responses: { 200: {}, default: { content: {} } } };
  const empty = { operationId: 'empty', responses: { 200: { content: { 'application/json': { schema: {} } } } } };
  expect(silent({ '/api/dumb': { get: dumb }, '/api/empty': { get: empty } })).toEqual(['dumb', 'empty']);
});

test('every reference resolves', () => {
  const references = [...JSON.stringify(paths).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name!,
  );
  expect(references.length).toBeGreaterThan(60);
  expect(references.filter((name) => !contract.schemas[name])).toEqual([]);
});

test('every reason code in a response has its wording beside it', () => {
  const bare = (schema: unknown): string[] => {
    if (typeof schema !== 'object' || schema === null) return [];
    const { properties } = schema as { properties?: Record<string, unknown> };
    const isBare = properties && 'reason' in properties && !('reasonText' in properties);
    return [...(isBare ? [Object.keys(properties).join()] : []), ...Object.values(schema).flatMap(bare)];
  };
  const responses = Object.values(paths)
    .flatMap((item) => Object.values(item))
    .flatMap((operation) => Object.values(operation.responses));
  expect(bare(contract.closed(responses))).toEqual([]);
  expect(bare({ items: { properties: { reason: { type: 'string' } } } })).toEqual(['reason']);
});

test('lists path parameters in order, before query parameters', () => {
  for (const [path, item] of Object.entries(paths))
    for (const { parameters = [] } of Object.values(item)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.slice(0, inPath.length).map(({ name }) => name)).toEqual(inPath);
    }
});

describe('the texts and examples of the document', () => {
  const operations = () =>
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, operation })),
    );
  const TAGS = ['Colleges', 'Challenges', 'Actions', 'Evidence', 'Boards', 'Accounts', 'Audit', 'Operations'];
  /** A workbook is bytes, and an empty body needs no example. */
  const withoutExample = ({ content }: Operation['responses'][string]) =>
    Object.entries(content ?? {}).filter(
      ([type, { example }]) => !type.includes('spreadsheet') && example === undefined,
    );
  const placeholders = (document: unknown) =>
    JSON.stringify(document).match(/"(?:example|default)":"string"|:"string"(?=[,}])(?<!"type":"string")/g) ?? [];

  test('every operation has summary, description, one tag and a readable id', () => {
    for (const { route, operation } of operations()) {
      const { operationId, summary = '', description = '', tags = [] } = operation;
      expect([route, summary]).toEqual([route, expect.stringMatching(/^[A-Z].{5,60}[^.]$/)]);
      expect([route, description]).toEqual([route, expect.stringMatching(/^[A-Z].{20,}\.\n\nAllowed: .+\.$/s)]);
      expect([route, operationId]).toEqual([route, expect.stringMatching(/^[a-z]+[A-Za-z]+$/)]);
      expect([route, tags.length, TAGS.includes(tags[0]!)]).toEqual([route, 1, true]);
    }
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('every parameter has a description, and those in the path an example', () => {
    const parameters = operations().flatMap(({ route, operation }) =>
      (operation.parameters ?? []).map((parameter) => ({ route, ...parameter })),
    );
    expect(parameters.length).toBeGreaterThan(100);
    expect(parameters.filter(({ description }) => !/^.{10,}\.$/.test(description ?? ''))).toEqual([]);
    expect(parameters.filter(({ in: place, example }) => place === 'path' && !example)).toEqual([]);
    for (const { route, name, schema, example } of parameters)
      if (example !== undefined && schema?.type === 'string')
        expect([route, name, contract.mismatches(schema, example)]).toEqual([route, name, []]);
  });

  test('every body and response has an example that its schema accepts', () => {
    for (const { route, operation } of operations()) {
      for (const { schema, example } of Object.values(operation.requestBody?.content ?? {}))
        expect([route, example === undefined ? 'no example' : contract.mismatches(schema, example)]).toEqual([
          route,
          [],
        ]);
      for (const [status, response] of Object.entries(operation.responses)) {
        expect([route, status, withoutExample(response)]).toEqual([route, status, []]);
        for (const { schema, example } of Object.values(response.content ?? {}))
          if (example !== undefined) expect([route, contract.mismatches(schema!, example)]).toEqual([route, []]);
      }
    }
  });

  test('no example is a placeholder', () => {
    expect(placeholders(paths)).toEqual([]);
    expect(placeholders({ example: { id: 'string' } })).toHaveLength(1);
  });

  test('every text belongs to an operation that exists', () => {
    const routes = operations().map(({ route }) => route);
    expect(Object.keys(texts.operations).filter((route) => !routes.includes(route))).toEqual([]);
    expect(Object.keys(recorded).filter((route) => route !== 'problem' && !routes.includes(route))).toEqual([]);
  });
});

describe('responses of a played season', () => {
  const found: string[] = [];
  const answered = new Set<string>();
  const kept = new Map<string, Answer>();
  let examples: ApiExamples;

  /** Asks, and holds the answer against the contract. */
  const checked: Ask = async (method, path, asking) => {
    const answer = await plainly(server)(method, path, asking);
    const operation = paths[path]?.[method.toLowerCase()];
    if (!operation) found.push(`${method} ${path} is not in the contract`);
    else if (answer.status < 300) {
      answered.add(operation.operationId);
      kept.set(operation.operationId, answer);
      examples.add(`${method} ${path}`, asking ?? {}, answer);
      found.push(...faults(operation, answer).map((fault) => `${operation.operationId} ${fault}`));
    }
    return answer;
  };

  test('match the contract, route by route', async () => {
    examples = new ApiExamples(server.url);
    const { admin: cookie, teniz } = await playSeason(server, checked);
    const addsFactor = async (who: string, account: { id: string }, person: object) => {
      const as = (method: string, path: string, at = {}, body?: unknown) =>
        checked(method, path, { cookie: who, at, ...(body === undefined ? {} : { body }) });
      const { body: offered } = await as('POST', '/api/account/second-factors');
      const codes = new TestAuthenticator(offered.uri, server.clock as TestClock);
      const factor = { factorId: offered.factorId };
      await as('POST', '/api/account/second-factors/{factorId}/confirm', factor, { code: codes.next() });
      await as('POST', '/api/account/recovery-codes');
      await as('GET', '/api/account/second-factors');
      const half = cookieSetBy(await server.request('POST', '/api/session', { body: person }));
      const finish = { cookie: half, body: { code: codes.next() } };
      await checked('POST', '/api/session/second-factor', finish);
      await as('DELETE', '/api/account/second-factors/{factorId}', factor);
      await organiser('POST', '/api/accounts/{id}/remove-second-factor', account);
    };
    const addsPasskey = async (who: string) => {
      const as = (method: string, path: string, at = {}, body?: unknown) =>
        checked(method, path, { cookie: who, at, ...(body === undefined ? {} : { body }) });
      const device = new SoftwarePasskey(PARTY.origin);
      const { body: options } = await as('POST', '/api/account/passkeys/options');
      const { body: added } = await as('POST', '/api/account/passkeys', {}, { response: device.create(options) });
      const passkey = { passkeyId: added.passkeyId };
      await as('POST', '/api/account/passkeys/{passkeyId}/rename', passkey, { name: 'Телефон' });
      const { body: asked } = await checked('POST', '/api/session/passkey/options', {});
      await checked('POST', '/api/session/passkey', { body: { response: device.get(asked) } });
      await as('GET', '/api/account/passkeys');
      await as('DELETE', '/api/account/passkeys/{passkeyId}', passkey);
    };
    const organiser = (method: string, path: string, at = {}, body?: unknown, query?: string) =>
      checked(method, path, { cookie, at, ...(body === undefined ? {} : { body }), ...(query ? { query } : {}) });

    const invited = await organiser('POST', '/api/invitations', {}, { role: 'auditor' });
    const account = { id: invited.body.accountId };
    const again = await organiser('POST', '/api/accounts/{id}/invite-again', account);
    const person = { login: 'auditor-1', password: 'тексеруші 2026' };
    await checked('POST', '/api/invitations/{token}/accept', { at: { token: again.body.token }, body: person });
    const session = await checked('POST', '/api/session', { body: person });
    const own = (session.headers.get('set-cookie') ?? '').split(';')[0]!;
    const { password } = person;
    await checked('POST', '/api/session/confirm', { cookie: own, body: { password } });
    await checked('POST', '/api/session/acknowledge', { cookie: own, body: {} });
    const change = { password, newPassword: 'жаңа құпия сөз' };
    await checked('POST', '/api/session/password', { cookie: own, body: change });
    await checked('POST', '/api/session', { body: { login: person.login, password: change.newPassword } });
    const { body: sessions } = await checked('GET', '/api/sessions', { cookie: own });
    const other = sessions.items.find(({ current }: { current: boolean }) => !current);
    await checked('DELETE', '/api/sessions/{id}', { cookie: own, at: { id: other.id } });
    await checked('DELETE', '/api/sessions', { cookie: own, query: '?keep=current' });
    for (const who of [undefined, own]) await checked('GET', '/api/session', who ? { cookie: who } : {});
    await addsPasskey(own);
    await addsFactor(own, account, { ...person, password: change.newPassword });
    await organiser('POST', '/api/accounts/{id}/grant', account, { role: 'coordinator', collegeId: 'teniz' });
    await checked('DELETE', '/api/session', { cookie: own });
    await checked('POST', '/api/session', { body: { login: person.login, password: change.newPassword } });
    await organiser('POST', '/api/accounts/{id}/end-sessions', account);
    await organiser('POST', '/api/accounts/{id}/confirm-no-college', account);
    await organiser('POST', '/api/accounts/{id}/revoke', account);
    await organiser('POST', '/api/accounts/{id}/close', account);
    const erased = { of: 'action', id: 'dala-2', reason: 'person-asked' };

    const last = await organiser('POST', '/api/erasures', {}, erased);
    await playNotifications(server, checked, teniz, last.body.position);

    const upload = { id: '7b1f0a52-6c0e-4f5e-9d2b-3a54c1f0e8d9' };
    const tus = (headers: Record<string, string>) => ({
      cookie: teniz,
      headers: { 'tus-resumable': '1.0.0', ...headers },
    });
    const metadata = `id ${Buffer.from(upload.id).toString('base64')}`;
    await checked('POST', '/api/uploads', tus({ 'upload-length': '400000', 'upload-metadata': metadata }));
    const part = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
    await checked('PATCH', '/api/uploads/{id}', { ...tus(part), at: upload });
    await checked('GET', '/api/evidence/{id}', { cookie: teniz, at: upload });
    await checked('DELETE', '/api/uploads/{id}', { ...tus({}), at: upload });

    const demanded = { id: '2d6c8a10-9a57-4b0e-8f53-6f1f0d3c7b11' };
    const demand = {
      ...demanded,
      actionId: 'trees-1',
      askedBy: 'Оқушының анасы',
      words: 'Суретте баламның жүзі көрінеді',
    };
    await organiser('POST', '/api/takedown-demands', {}, demand);
    await organiser('GET', '/api/takedown-demands');
    await organiser('POST', '/api/takedown-demands/{id}/settle', demanded, { outcome: 'taken-down' });
    await organiser('POST', '/api/takedown-demands/{id}/erase', demanded);

    const see = async (position: string) => {
      const seen = `?atLeast=${position}`;
      const here = { id: 'green-2026' };
      for (const path of ['/api/actions', '/api/action-summaries', '/api/colleges', '/api/challenges', '/api/audit'])
        await organiser('GET', path, {}, undefined, seen);
      await organiser('GET', '/api/accounts');
      for (const path of ['/api/home', '/api/actions.xlsx']) await checked('GET', path, { cookie: teniz, query: seen });
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
      await organiser('GET', '/api/challenges/{id}/finals', here, undefined, seen);
      await organiser('GET', '/api/challenges/{id}/objections', here, undefined, seen);
      await organiser('GET', '/api/challenges/{id}/after-final', here, undefined, seen);
      await organiser('GET', '/api/challenges/{id}/adjustments', here, undefined, seen);
      await organiser('GET', '/api/challenges/{id}/rulebooks', here);
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
      const changes = '/api/challenges/{id}/colleges/{collegeId}/changes';
      for (const query of [seen, `${seen}&limit=3`])
        await organiser('GET', changes, { ...here, collegeId: 'dala' }, undefined, query);
      const limits = '/api/challenges/{id}/colleges/{collegeId}/limits';
      await organiser('GET', limits, { ...here, collegeId: 'teniz' }, undefined, seen);
    };
    await see(last.body.position);
    // Decisions of the season can be disputed for days, which a final would wait for.
    const { disputeDays: _, ...rules } = (await server.request('GET', '/api/default-rulebooks/green')).body.rules;
    const hurried = { rules, retroactive: true, note: { kk: 'Дау мерзімінсіз', ru: 'Без срока споров' } };
    const asked = { cookie, body: hurried };
    const dryRun = '?dryRun=true';
    await organiser('POST', '/api/challenges/{id}/rulebooks', { id: 'green-2026' }, hurried, dryRun);
    expect((await server.request('POST', '/api/challenges/green-2026/rulebooks', asked)).status).toBe(200);
    const mistake = { id: 'green-2026', version: '3' };
    const withdraw = '/api/challenges/{id}/rulebooks/{version}/withdraw';
    await organiser('POST', withdraw, mistake, { reason: 'mistake' }, dryRun);
    for (const [command, body] of [
      ['freeze'],
      ['reveal'],
      ['close'],
      ['reopen-submissions', { until: '2026-12-05', reason: 'mistake' }],
      ['close'],
      ['finalise'],
      ['reopen', { reason: 'complaint' }],
      ['cancel', { reason: 'mistake' }],
    ] as const) {
      const answer = await organiser('POST', `/api/challenges/{id}/${command}`, { id: 'green-2026' }, body);
      await see(answer.body.position);
    }
    for (const track of ['amal', 'green']) await checked('GET', '/api/default-rulebooks/{track}', { at: { track } });
    for (const kind of ['roster', 'actions']) await checked('GET', `/api/templates/${kind}.xlsx`);
    for (const path of ['/api/openapi.json', '/api/asyncapi.json', '/api/health/live', '/api/health/ready'])
      await checked('GET', path);
    const wrong = { body: { login: 5 }, headers: { 'accept-language': 'en' } };
    examples.add('problem', {}, await server.request('POST', '/api/session', wrong));
    if (process.env.UPDATE_EXAMPLES) examples.write();
    expect(found).toEqual([]);
  }, 120_000);

  test('cover every route', () => {
    const all = Object.values(paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId));
    expect(all.filter((operation) => !answered.has(operation))).toEqual([]);
  });

  test('control: finds a missing, mistyped or undocumented field', () => {
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
