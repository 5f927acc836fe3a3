import { given } from '../../../test/support/given.js';
import type { AccountEvent } from '../../events/account.events.js';
import { accountDecider } from '../account.js';
import { erasePerson } from './erase-person.js';

const invited = (role: 'organiser' | 'auditor'): AccountEvent => ({
  type: 'AccountInvited',
  data: { accountId: 'a-1', role, collegeId: null },
});
const closed: AccountEvent = { type: 'AccountClosed', data: { accountId: 'a-1' } };
const erased: AccountEvent = { type: 'PersonErased', data: { accountId: 'a-1', reason: 'person-asked' } };
const others = { otherOrganisers: 1 };

describe('Erase person', () => {
  it('closes an open account and records the erasure', () => {
    given(accountDecider, invited('auditor'))
      .when((state) => erasePerson('person-asked', state, others))
      .then(closed, erased);
  });

  it('records the erasure of an account that was closed before', () => {
    given(accountDecider, invited('auditor'), closed)
      .when((state) => erasePerson('person-asked', state, others))
      .then(erased);
  });

  it('refuses an unknown account and the last organiser', () => {
    given(accountDecider)
      .when((state) => erasePerson('person-asked', state, others))
      .refuses('not-found', 'ACCOUNT_NOT_FOUND');
    given(accountDecider, invited('organiser'))
      .when((state) => erasePerson('person-asked', state, { otherOrganisers: 0 }))
      .refuses('conflict', 'LAST_ORGANISER');
  });

  it('stays quiet when the person was erased before', () => {
    given(accountDecider, invited('organiser'), closed, erased)
      .when((state) => erasePerson('another-reason', state, { otherOrganisers: 0 }))
      .then();
  });
});
