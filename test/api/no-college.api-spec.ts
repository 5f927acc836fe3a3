import type { Role } from '../../src/events/values.js';
import { GreenSeason } from '../support/green-season.js';

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
    const { body } = await season.organiser('GET', '/api/accounts');
    return body.items.flatMap((one: { id: string; unconfirmed: boolean }) => (one.unconfirmed ? [one.id] : []));
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
});
