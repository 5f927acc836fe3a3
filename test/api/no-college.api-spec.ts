import type { Role } from '../../src/events/values.js';
import { challengeId } from '../support/challenge-history.js';
import { GreenSeason } from '../support/green-season.js';
import { path, ShippedSeason, trees, verified } from '../support/shipped-season.js';

describe('reviewers without a college', () => {
  let season: GreenSeason;
  let second: string;
  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());

  let number = 0;
  /** Invited by the first organiser, with a login. */
  async function person(role: Role, more: object = {}) {
    const login = `outside-${(number += 1)}`;
    const { accountId, token } = (await season.organiser('POST', '/api/invitations', { role, ...more })).body;
    const body = { login, password: 'бес батыр 2026' };
    const accepted = await season.app.request('POST', `/api/invitations/${token}/accept`, { body });
    expect(accepted.status).toBe(200);
    return { accountId: accountId as string, cookie: accepted.headers.getSetCookie()[0]!.split(';')[0]! };
  }
  const types = (accountId: string) => season.types(`account-${accountId}`);
  const approve = async (cookie: string) => {
    const action = await season.submitted();
    const { status, body } = await season.as(cookie, 'POST', `/api/actions/${action}/approve`, {
      verified: { trees: 1 },
    });
    return [status, body.code];
  };
  const confirm = async (accountId: string, cookie = season.app.adminCookie) => {
    const { status, body } = await season.as(cookie, 'POST', `/api/accounts/${accountId}/confirm-no-college`);
    return [status, body.code];
  };
  const unconfirmed = async () => {
    const all = async (filter = '') =>
      (await season.organiser('GET', `/api/accounts${filter}`)).body.items as { id: string; unconfirmed: boolean }[];
    const waiting = (await all()).filter((one) => one.unconfirmed);
    expect(await all('?unconfirmed=true')).toEqual(waiting);
    expect(await all('?unconfirmed=false')).toEqual((await all()).filter((one) => !one.unconfirmed));
    return waiting.map(({ id }) => id);
  };

  it('are confirmed at once by the only organiser, on record', async () => {
    const { accountId, cookie } = await person('reviewer', { collegeId: null });
    expect(await types(accountId)).toContain('NoCollegeConfirmed');
    expect(await approve(cookie)).toEqual([200, undefined]);
    second = (await person('organiser')).cookie;
    expect(await unconfirmed()).toEqual([]);
  });

  it('decide on nothing until another organiser confirms', async () => {
    const { accountId, cookie } = await person('reviewer', { collegeId: null });
    expect(await approve(cookie)).toEqual([403, 'NO_COLLEGE_UNCONFIRMED']);
    expect(await unconfirmed()).toEqual([accountId]);
    expect(await confirm(accountId)).toEqual([403, 'OTHER_ORGANISER_CONFIRMS']);
    expect(await confirm(accountId, second)).toEqual([200, undefined]);
    expect(await approve(cookie)).toEqual([200, undefined]);
    expect(await unconfirmed()).toEqual([]);
    const quiet = await types(accountId);
    expect(await confirm(accountId)).toEqual([200, undefined]);
    expect(await types(accountId)).toEqual(quiet);
  });

  it('wait again when a coordinator becomes one', async () => {
    const { accountId } = await season.app.signedIn('coordinator', 'dala');
    const body = { role: 'reviewer', collegeId: null };
    expect((await season.organiser('POST', `/api/accounts/${accountId}/grant`, body)).status).toBe(200);
    expect(await approve(await season.app.cookieOf(accountId))).toEqual([403, 'NO_COLLEGE_UNCONFIRMED']);
    expect(await confirm(accountId, second)).toEqual([200, undefined]);
    expect(await approve(await season.app.cookieOf(accountId))).toEqual([200, undefined]);
  });

  it('are not confirmed by an organiser who waits for a confirmation', async () => {
    const reviewer = await person('reviewer', { collegeId: null });
    const puppet = await person('organiser');
    expect(await confirm(reviewer.accountId, puppet.cookie)).toEqual([403, 'OTHER_ORGANISER_CONFIRMS']);
    expect(await confirm(puppet.accountId, puppet.cookie)).toEqual([403, 'OTHER_ORGANISER_CONFIRMS']);
    expect(await confirm(puppet.accountId, second)).toEqual([200, undefined]);
    expect(await confirm(reviewer.accountId, puppet.cookie)).toEqual([200, undefined]);
  });

  it('are not given their role by an organiser who waits', async () => {
    const puppet = await person('organiser');
    const give = async (path: string, body: object) => (await season.as(puppet.cookie, 'POST', path, body)).body.code;
    const { accountId } = await season.app.signedIn('auditor');
    expect(await give('/api/invitations', { role: 'reviewer', collegeId: null })).toBe('NO_COLLEGE_UNCONFIRMED');
    expect(await give(`/api/accounts/${accountId}/grant`, { role: 'organiser' })).toBe('NO_COLLEGE_UNCONFIRMED');
    expect(await give('/api/invitations', { role: 'coordinator', collegeId: 'dala' })).toBeUndefined();
  });
});

describe('organisers who wait for a confirmation, or had a college', () => {
  let played: ShippedSeason;
  let season: GreenSeason;
  let second: string;
  beforeAll(async () => {
    played = await ShippedSeason.start();
    ({ season } = played);
    const { token, accountId } = (await season.organiser('POST', '/api/invitations', { role: 'organiser' })).body;
    const body = { login: 'second', password: 'бес батыр 2026' };
    expect((await season.app.request('POST', `/api/invitations/${token}/accept`, { body })).status).toBe(200);
    second = await season.app.cookieOf(accountId);
  }, 120_000);
  afterAll(() => season?.app.close());

  const adjust = (points: number, cookie: string, collegeId = 'dala') =>
    season.as(cookie, 'POST', `${path}/adjust`, { collegeId, points, reason: 'bonus' });
  const confirm = (adjustmentId: string, cookie: string) =>
    played.manage(`adjustments/${adjustmentId}/confirm`, {}, cookie);

  it('are no second one for an adjustment, an objection or a reopening', async () => {
    const waits = (await season.app.signedIn('organiser')).cookie;
    const { adjustmentId } = (await adjust(5_000, played.admin)).body;
    expect(await confirm(adjustmentId, waits)).toBe('NO_COLLEGE_UNCONFIRMED');
    expect((await adjust(1, waits)).body.adjustmentId).not.toBeNull();
    const id = await season.submitted(trees(3));
    expect(await played.act(season.aigul, id, 'approve', verified(3))).toBe(200);
    expect(await played.act(waits, id, 'reopen', { reason: 'mistake' })).toBe('NO_COLLEGE_UNCONFIRMED');
    const objection = { challengeId, target: { kind: 'action', actionId: id }, reason: 'reused-photo', note: 'Ескі' };
    expect(await played.ask(season.dala, 'PUT', '/api/objections/ob-waits', objection)).toBe(200);
    const settlement = { outcome: 'dismissed', reason: 'no-ground' };
    const settle = (cookie: string) => played.ask(cookie, 'POST', '/api/objections/ob-waits/settle', settlement);
    expect(await settle(waits)).toBe('NO_COLLEGE_UNCONFIRMED');
    expect(await settle(second)).toBe(200);
    expect(await confirm(adjustmentId, second)).toBe(200);
  });

  it('move no points of their former college alone', async () => {
    const { accountId } = await season.app.signedIn('coordinator', 'teniz');
    const id = await season.submitted({ ...trees(3), doneOn: '2026-09-01' });
    expect(await played.act(season.aigul, id, 'reject', { reason: 'not-eligible' })).toBe(200);
    expect(await played.ask(played.admin, 'POST', `/api/accounts/${accountId}/grant`, { role: 'organiser' })).toBe(200);
    expect(await played.ask(second, 'POST', `/api/accounts/${accountId}/confirm-no-college`)).toBe(200);
    const former = await season.app.cookieOf(accountId);
    const own = (await adjust(1, former, 'teniz')).body.adjustmentId;
    expect(own).not.toBeNull();
    expect((await adjust(1, former)).body.adjustmentId).toBeNull();
    const { adjustmentId } = (await adjust(30, played.admin, 'teniz')).body;
    expect(await confirm(adjustmentId, former)).toBe('ADJUSTMENT_OF_OWN_COLLEGE');
    expect(await confirm(own, second)).toBe(200);
    expect(await played.act(former, id, 'reopen', { reason: 'mistake' })).toBe('OWN_COLLEGE');
  });
});
