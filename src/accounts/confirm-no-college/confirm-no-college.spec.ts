import { given, written } from '../../../test/support/given.js';
import type { AccountEvent } from '../../events/account.events.js';
import { accountDecider, assigned } from '../account.js';
import { grantRole } from '../change-role/change-role.js';
import { confirmNoCollege } from './confirm-no-college.js';

const accountId = 'serik';
const outside = { accountId, role: 'reviewer', collegeId: null } as const;
const invited: AccountEvent = { type: 'AccountInvited', data: { ...outside, unconfirmed: true } };
const confirmed = (alone: boolean): AccountEvent => ({ type: 'NoCollegeConfirmed', data: { accountId, alone } });
const revoked: AccountEvent = { type: 'RoleRevoked', data: { accountId, role: 'reviewer' } };
const byAigul = given(accountDecider, written(invited, { by: 'aigul' }));
const confirm = (by: string, confirmers: number, byConfirmed = true) =>
  byAigul.when((state) => confirmNoCollege(by, state, { confirmers, byConfirmed }));

describe('Confirm no college', () => {
  it('records the confirmation of another organiser', () => confirm('berik', 1).then(confirmed(false)));

  it('refuses the organiser who gave the role, and one who waits', () => {
    confirm('aigul', 1).refuses('forbidden', 'OTHER_ORGANISER_CONFIRMS');
    confirm('berik', 1, false).refuses('forbidden', 'OTHER_ORGANISER_CONFIRMS');
  });

  it('lets the only organiser confirm, and says so', () => {
    confirm('aigul', 0).then(confirmed(true));
    confirm(accountId, 0, false).then(confirmed(true));
  });

  it('stays quiet when nothing waits', () => {
    for (const events of [[invited, confirmed(false)], [invited, revoked], [{ ...invited, data: outside }]] as const)
      given(accountDecider, ...(events as readonly AccountEvent[]))
        .when((state) => confirmNoCollege('berik', state, { confirmers: 1, byConfirmed: true }))
        .then();
  });

  it('refuses an account that does not exist', () => {
    given(accountDecider)
      .when((state) => confirmNoCollege('berik', state, { confirmers: 1, byConfirmed: true }))
      .refuses('not-found', 'ACCOUNT_NOT_FOUND');
  });
});

describe('a role without a college', () => {
  it('waits for another organiser, where there is one', () => {
    expect(assigned('AccountInvited', outside, { confirmers: 1, byConfirmed: true })).toEqual([invited]);
    const facts = { otherOrganisers: 1, confirmers: 2, byConfirmed: true, collegeEnded: false };
    given(accountDecider, { type: 'AccountInvited', data: { accountId, role: 'auditor', collegeId: null } })
      .when((state) => grantRole({ role: 'organiser' }, state, facts))
      .then({ type: 'RoleGranted', data: { accountId, role: 'organiser', collegeId: null, unconfirmed: true } });
  });

  it('is confirmed at once by the only organiser', () => {
    expect(assigned('AccountInvited', outside, { confirmers: 0, byConfirmed: true })).toEqual([
      { type: 'AccountInvited', data: outside },
      confirmed(true),
    ]);
  });

  it('is given by no organiser who waits for a confirmation', () => {
    for (const confirmers of [0, 1])
      given(accountDecider)
        .when(() => assigned('AccountInvited', outside, { confirmers, byConfirmed: false }))
        .refuses('forbidden', 'NO_COLLEGE_UNCONFIRMED');
  });

  it('concerns reviewers and organisers alone', () => {
    for (const command of [
      { accountId, role: 'reviewer', collegeId: 'dala' },
      { accountId, role: 'auditor' },
      { accountId, role: 'screen' },
    ] as const) {
      const [event, ...more] = assigned('RoleGranted', command, { confirmers: 1, byConfirmed: false });
      expect([event?.data, more]).toEqual([{ collegeId: null, ...command }, []]);
    }
  });
});
