import type { AccountEvent } from '../../events/account.events.js';
import { given } from '../../../test/support/given.js';
import { accountDecider } from '../account.js';
import { addSecondFactor, removeSecondFactor, replaceRecoveryCodes } from './second-factor.js';

const PHONE = '5b1c0f5e-0d7e-4c52-9a3f-6f2f1c7a9e10';
const TABLET = '5b1c0f5e-0d7e-4c52-9a3f-6f2f1c7a9e11';
const accountId = 'a-1';
const invited: AccountEvent = { type: 'AccountInvited', data: { accountId, role: 'organiser', collegeId: null } };
const closed: AccountEvent = { type: 'AccountClosed', data: { accountId } };
const added: AccountEvent = { type: 'SecondFactorAdded', data: { accountId, factorId: PHONE, kind: 'totp' } };
const removed = (by: 'self' | 'organiser' | 'operator'): AccountEvent => ({
  type: 'SecondFactorRemoved',
  data: { accountId, factorId: PHONE, kind: 'totp', by },
});
const phone = { factorId: PHONE, kind: 'totp' } as const;

describe('adding a second factor', () => {
  const add =
    (factor: { factorId: string; kind: 'totp' } = phone) =>
    (account: Parameters<typeof addSecondFactor>[1]) =>
      addSecondFactor(factor, account);

  test('records its id and kind', () => given(accountDecider, invited).when(add()).then(added));
  test('stays quiet when the account has it', () => given(accountDecider, invited, added).when(add()).then());
  test('refuses a second app until the first is removed', () => {
    const second = add({ ...phone, factorId: TABLET });
    given(accountDecider, invited, added).when(second).refuses('conflict', 'SECOND_FACTOR_EXISTS');
    given(accountDecider, invited, added, removed('self'))
      .when(second)
      .then({ type: 'SecondFactorAdded', data: { accountId, factorId: TABLET, kind: 'totp' } });
  });
  test('refuses a missing and a closed account', () => {
    given(accountDecider).when(add()).refuses('not-found', 'ACCOUNT_NOT_FOUND');
    given(accountDecider, invited, added, closed).when(add()).refuses('conflict', 'ACCOUNT_CLOSED');
  });
  test('survives a change of role', () => {
    const granted: AccountEvent = { type: 'RoleGranted', data: { accountId, role: 'auditor', collegeId: null } };
    expect(given(accountDecider, invited, added, granted).state).toMatchObject({
      role: 'auditor',
      factors: [{ id: PHONE, kind: 'totp' }],
    });
  });
});

describe('removing second factors', () => {
  test.each(['self', 'organiser', 'operator'] as const)('records that it was by %s', (by) =>
    given(accountDecider, invited, added)
      .when((account) => removeSecondFactor({ by }, account))
      .then(removed(by)),
  );
  test('stays quiet when the account has no such factor', () => {
    given(accountDecider, invited)
      .when((account) => removeSecondFactor({ by: 'organiser' }, account))
      .then();
    given(accountDecider, invited, added)
      .when((account) => removeSecondFactor({ by: 'self', factorId: TABLET }, account))
      .then();
    given(accountDecider, invited, added, removed('self'))
      .when((account) => removeSecondFactor({ by: 'self', factorId: PHONE }, account))
      .then();
  });
  test('refuses a missing and a closed account', () => {
    given(accountDecider)
      .when((account) => removeSecondFactor({ by: 'operator' }, account))
      .refuses('not-found', 'ACCOUNT_NOT_FOUND');
    given(accountDecider, invited, added, closed)
      .when((account) => removeSecondFactor({ by: 'operator' }, account))
      .refuses('conflict', 'ACCOUNT_CLOSED');
  });
});

describe('replacing recovery codes', () => {
  test('records that the codes were replaced, each time', () => {
    const replaced: AccountEvent = { type: 'RecoveryCodesReplaced', data: { accountId } };
    given(accountDecider, invited, added).when(replaceRecoveryCodes).then(replaced);
    given(accountDecider, invited, added, replaced).when(replaceRecoveryCodes).then(replaced);
  });
  test('refuses an account without a second factor', () => {
    given(accountDecider, invited).when(replaceRecoveryCodes).refuses('conflict', 'SECOND_FACTOR_NONE');
    given(accountDecider, invited, added, removed('self'))
      .when(replaceRecoveryCodes)
      .refuses('conflict', 'SECOND_FACTOR_NONE');
  });
  test('refuses a missing and a closed account', () => {
    given(accountDecider).when(replaceRecoveryCodes).refuses('not-found', 'ACCOUNT_NOT_FOUND');
    given(accountDecider, invited, added, closed).when(replaceRecoveryCodes).refuses('conflict', 'ACCOUNT_CLOSED');
  });
});
