import { randomUUID } from 'node:crypto';
import type { Answer } from '../support/app.js';
import { challengeId } from '../support/challenge-history.js';
import { claim, GreenSeason } from '../support/green-season.js';

const challenge = `/api/challenges/${challengeId}`;

let season: GreenSeason;
let auditor: string;
/** A season for the tests of one block. */
const startsSeason = () => {
  beforeAll(async () => {
    season = await GreenSeason.start();
    auditor = (await season.app.signedIn('auditor')).cookie;
  }, 120_000);
  afterAll(() => season?.app.close());
};

/** An action of `teniz` that was approved, and the approval. */
async function approved(): Promise<{ actionId: string; approval: Answer }> {
  const actionId = await season.submitted();
  const approval = await season.as(season.nurlan, 'POST', `/api/actions/${actionId}/approve`, {
    verified: { trees: 28 },
  });
  expect(approval.status).toBe(200);
  return { actionId, approval };
}
const object = (cookie: string, target: object, { id = randomUUID(), ...more }: { id?: string; note?: string } = {}) =>
  season.as(cookie, 'PUT', `/api/objections/${id}`, {
    challengeId,
    target,
    reason: 'reused-photo',
    note: 'Бұл сурет былтыр да болған',
    ...more,
  });
const settle = (cookie: string, id: string, outcome: 'upheld' | 'dismissed', more: object = {}) =>
  season.as(cookie, 'POST', `/api/objections/${id}/settle`, { outcome, reason: 'second-look', ...more });
const raisedBy = async (cookie: string, target: object): Promise<string> => {
  const { status, body } = await object(cookie, target);
  expect(status).toBe(201);
  return body.objectionId;
};
const list = (written: Answer, cookie?: string, query = '') =>
  season.after(written, `${challenge}/objections${query}`, cookie);

describe('PUT /api/objections/:id', () => {
  startsSeason();

  it('records an objection of another college and answers its repetition as stored', async () => {
    const { actionId } = await approved();
    const target = { kind: 'action', actionId };
    const first = await object(season.dala, target, { id: 'ob-1' });
    expect(first).toMatchObject({ status: 201, body: { objectionId: 'ob-1' } });
    expect(await object(season.dala, target, { id: 'ob-1' })).toMatchObject({ status: 200, body: first.body });
    expect((await object(season.dala, target, { id: 'ob-1', note: 'Басқа' })).body.code).toBe('OBJECTION_EXISTS');
    expect(await season.types('objection-')).toEqual(['ObjectionRaised']);
  });

  it('refuses targets that a college may not object to', async () => {
    const before = await season.types('objection-');
    const { actionId } = await approved();
    const undecided = await season.submitted({ doneOn: '2026-09-01' });
    expect((await object(season.teniz, { kind: 'action', actionId })).body.code).toBe('OWN_ACTION');
    expect((await object(season.dala, { kind: 'action', actionId: undecided })).body.code).toBe('ACTION_UNKNOWN');
    expect((await object(season.dala, { kind: 'final', number: 1 })).body.code).toBe('FINAL_UNKNOWN');
    const shapeless = await object(season.dala, { kind: 'action', number: 1 });
    expect(shapeless).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(await season.types('objection-')).toEqual(before);
  });

  it('takes one of several objections to a decision that arrive together', async () => {
    const { actionId } = await approved();
    const all = await Promise.all(Array.from({ length: 4 }, () => object(season.dala, { kind: 'action', actionId })));
    expect(all.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });
});

describe('GET /api/challenges/:id/objections', () => {
  startsSeason();

  it('shows an objection to its parties and to staff', async () => {
    const { actionId } = await approved();
    const raised = await object(season.dala, { kind: 'action', actionId }, { id: 'ob-1' });
    const third = (await season.app.signedIn('coordinator', 'shagala')).cookie;
    const item = { id: 'ob-1', collegeId: 'dala', state: 'open', note: 'Бұл сурет былтыр да болған', settlement: null };
    for (const cookie of [season.dala, season.teniz])
      expect((await list(raised, cookie)).body).toMatchObject({ total: 1, items: [{ ...item, raisedBy: null }] });
    for (const cookie of [season.app.adminCookie, season.aigul, auditor])
      expect((await list(raised, cookie)).body.items).toMatchObject([{ ...item, raisedBy: expect.any(String) }]);
    expect((await list(raised, third)).body).toEqual({ items: [], total: 0 });
    expect((await season.organiser('GET', '/api/challenges/none/objections')).body.code).toBe('CHALLENGE_UNKNOWN');
  });

  it('filters by state and comes in pages', async () => {
    const ids = [];
    for (const collegeId of ['teniz', 'dala']) ids.push(await raisedBy(auditor, { kind: 'enrolment', collegeId }));
    const settled = await settle(season.app.adminCookie, ids[0]!, 'dismissed');
    const read = async (query: string) => {
      const { body } = await list(settled, undefined, query);
      return { ids: body.items.map(({ id }: { id: string }) => id).sort(), total: body.total };
    };
    expect(await read('?state=open')).toEqual({ ids: ['ob-1', ids[1]].sort(), total: 2 });
    expect(await read('?state=dismissed')).toEqual({ ids: [ids[0]], total: 1 });
    expect(await read('?limit=1&offset=1')).toMatchObject({ total: 3, ids: [expect.any(String)] });
    expect(await read('?state=ended')).toEqual({ ids: [], total: 0 });
  });

  it('ends open objections with a cancelled challenge', async () => {
    const { actionId } = await approved();
    const id = await raisedBy(season.dala, { kind: 'action', actionId });
    const cancelled = await season.organiser('POST', `${challenge}/cancel`, { reason: 'mistake' });
    const ended = (await list(cancelled, season.dala, '?state=ended')).body.items;
    expect(ended).toContainEqual(expect.objectContaining({ id, state: 'ended' }));
    expect((await list(cancelled, season.dala, '?state=open')).body.total).toBe(0);
    expect((await season.after(cancelled, `/api/actions/${actionId}`)).body.objections).toMatchObject([
      { state: 'ended' },
    ]);
    expect((await settle(season.app.adminCookie, id, 'upheld')).body.code).toBe('CHALLENGE_CANCELLED');
  });
});

describe('POST /api/objections/:id/settle', () => {
  startsSeason();

  it('names the commands that mend the action and shows the outcome there', async () => {
    const { actionId } = await approved();
    const id = await raisedBy(season.dala, { kind: 'action', actionId });
    const upheld = await settle(season.app.adminCookie, id, 'upheld', { note: 'Сурет бұрынғы' });
    expect(upheld.body.mend).toContain(`POST /api/actions/${actionId}/revoke`);
    const settlement = { reason: 'second-look', at: expect.any(String) };
    const objections = [{ objectionId: id, collegeId: 'dala', state: 'upheld', settlement }];
    for (const cookie of [season.teniz, season.aigul, season.app.adminCookie])
      expect((await season.after(upheld, `/api/actions/${actionId}`, cookie)).body).toMatchObject({ objections });
    expect((await list(upheld, season.teniz)).body.items).toMatchObject([
      { state: 'upheld', settlement: { ...settlement, note: 'Сурет бұрынғы', by: null } },
    ]);
    const revoked = await season.as(season.nurlan, 'POST', `/api/actions/${actionId}/revoke`, {
      reason: 'reused-photo',
    });
    expect(revoked.status).toBe(200);
  });

  it('refuses an organiser who decided; a reviewer settles when none is left', async () => {
    await season.organiser('POST', `${challenge}/adjust`, {
      collegeId: 'dala',
      points: 5,
      reason: 'jury',
      adjustmentId: 'b-1',
    });
    const id = await raisedBy(season.teniz, { kind: 'adjustment', adjustmentId: 'b-1' });
    expect((await settle(season.app.adminCookie, id, 'dismissed')).body.code).toBe('DECIDED_ON_TARGET');
    expect((await settle(season.aigul, id, 'dismissed')).body.code).toBe('COLLEGE_OF_OBJECTION');
    const second = await season.app.signedIn('organiser');
    expect((await settle(season.nurlan, id, 'dismissed')).body.code).toBe('ORGANISERS_SETTLE');
    await season.organiser('POST', `/api/accounts/${second.accountId}/close`);
    expect((await settle(season.nurlan, id, 'dismissed')).status).toBe(200);
  });

  it('refuses an organiser who belonged to a party before', async () => {
    const { actionId } = await approved();
    const id = await raisedBy(season.dala, { kind: 'action', actionId });
    const { accountId } = await season.app.signedIn('reviewer', 'dala');
    await season.organiser('POST', `/api/accounts/${accountId}/grant`, { role: 'organiser' });
    expect((await settle(await season.app.cookieOf(accountId), id, 'upheld')).body.code).toBe('COLLEGE_OF_OBJECTION');
    expect((await settle(season.app.adminCookie, id, 'upheld')).status).toBe(200);
  });
});

describe('an objection and a final', () => {
  startsSeason();

  it('blocks the final until it is settled or withdrawn', async () => {
    const { actionId } = await approved();
    const ids = [];
    for (const cookie of [season.dala, auditor]) ids.push(await raisedBy(cookie, { kind: 'action', actionId }));
    await season.organiser('POST', `${challenge}/close`);
    const refused = await season.organiser('POST', `${challenge}/finalise`);
    expect(refused.body).toMatchObject({
      code: 'OBJECTIONS_PENDING',
      blockers: [{ kind: 'objection', count: 2, ids, wayOut: 'WAY_OUT_SETTLE' }],
    });
    expect((await season.as(season.dala, 'POST', `/api/objections/${ids[0]}/withdraw`)).status).toBe(200);
    expect((await settle(season.app.adminCookie, ids[1]!, 'dismissed')).status).toBe(200);
    expect((await season.organiser('POST', `${challenge}/finalise`)).status).toBe(200);
    expect((await object(season.dala, { kind: 'action', actionId })).body.code).toBe('OBJECT_TO_FINAL');
  });

  it('to a final leads to its reopening when another organiser upholds it', async () => {
    const id = await raisedBy(season.dala, { kind: 'final', number: 1 });
    expect((await settle(season.app.adminCookie, id, 'upheld')).body.code).toBe('DECIDED_ON_TARGET');
    const { cookie } = await season.app.signedIn('organiser');
    const upheld = await settle(cookie, id, 'upheld');
    expect(upheld.body.mend).toEqual([`POST ${challenge}/reopen`]);
    expect((await season.organiser('POST', `${challenge}/reopen`, { reason: 'objection' })).status).toBe(200);
    expect((await season.organiser('POST', `${challenge}/finalise`)).status).toBe(200);
  });
});

describe('a withdrawn or erased objection', () => {
  startsSeason();

  it('is in the audit trail and in the journal of its college', async () => {
    await object(season.dala, { kind: 'enrolment', collegeId: 'teniz' }, { id: 'ob-1' });
    const withdrawn = await season.as(season.dala, 'POST', '/api/objections/ob-1/withdraw');
    const types = ({ body }: Answer) => (body.items ?? body.entries).map(({ type }: { type: string }) => type);
    const both = ['ObjectionWithdrawn', 'ObjectionRaised'];
    expect(types(await season.after(withdrawn, '/api/audit?stream=objection-ob-1'))).toEqual(both);
    expect(types(await season.after(withdrawn, '/api/colleges/dala/journal', season.dala))).toEqual(
      expect.arrayContaining(both),
    );
  });

  it.each([
    ['objection', 'ob-2'],
    ['action', 'trees-3'],
    ['challenge', challengeId],
    ['college', 'dala'],
    ['college', 'teniz'],
  ])('has no text after the erasure of the %s %s', async (of, id) => {
    const number = 1 + (await season.types('objection-')).filter((type) => type === 'ObjectionRaised').length;
    const [actionId, objectionId] = [`trees-${number}`, `ob-${number}`];
    await season.as(season.teniz, 'PUT', `/api/actions/${actionId}`, claim());
    await season.as(season.nurlan, 'POST', `/api/actions/${actionId}/approve`, { verified: { trees: 28 } });
    const raised = await object(season.dala, { kind: 'action', actionId }, { id: objectionId });
    const text = async (written: Answer) => {
      const { items } = (await list(written)).body;
      return items.find((one: { id: string }) => one.id === objectionId).note;
    };
    expect(await text(raised)).toBe('Бұл сурет былтыр да болған');
    const erased = await season.organiser('POST', '/api/erasures', { of, id, reason: 'person-asked' });
    expect(erased.status).toBe(200);
    expect((await season.app.events(`objection-${objectionId}`)).at(-1)?.type).toBe('ObjectionTextsErased');
    expect(await text(erased)).toBeNull();
  });
});
