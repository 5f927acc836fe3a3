import { fold, written } from '../../test/support/given.js';
import type { AccountEvent } from '../events/account.events.js';
import type { Role } from '../events/values.js';
import { acceptInvitation } from './accept-invitation/accept-invitation.js';
import { type Account, accountDecider, resetBefore } from './account.js';
import { changePassword } from './change-password/change-password.js';
import { grantRole, revokeRole } from './change-role/change-role.js';
import { closeAccount } from './close-account/close-account.js';
import { endSessions } from './end-sessions/end-sessions.js';
import { inviteAgain } from './invite-again/invite-again.js';
import { inviteAccount } from './invite-account/invite-account.js';
import { passwordRefusal } from './password-rule.contract.js';

const given = (...events: AccountEvent[]): Account => fold(accountDecider, events);
const invited = (
  role: 'organiser' | 'reviewer' | 'coordinator' | 'auditor',
  collegeId: string | null = null,
): AccountEvent => ({
  type: 'AccountInvited',
  data: { accountId: 'a-1', role, collegeId },
});
const issued = (kind: 'first' | 'again', role: Role | null): AccountEvent => ({
  type: 'InvitationIssued',
  data: { accountId: 'a-1', kind, role },
});
const about = (type: 'InvitationAccepted' | 'PasswordReset' | 'PasswordChanged' | 'SessionsEnded'): AccountEvent => ({
  type,
  data: { accountId: 'a-1' },
});
const closed: AccountEvent = { type: 'AccountClosed', data: { accountId: 'a-1' } };
const others = { otherOrganisers: 1, confirmers: 1, byConfirmed: true, collegeEnded: false };
const alone = { otherOrganisers: 0, confirmers: 0, byConfirmed: true, collegeEnded: false };
const refuses = (code: string) => expect.objectContaining({ code });
const refusal = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('inviting', () => {
  test('records role and college', () => {
    expect(inviteAccount({ accountId: 'a-1', role: 'reviewer', collegeId: 'c-1' }, given(), alone)).toEqual([
      invited('reviewer', 'c-1'),
      issued('first', 'reviewer'),
    ]);
  });

  test('refuses an account that exists, open or closed', () => {
    for (const account of [given(invited('auditor')), given(invited('auditor'), closed)])
      expect(refusal(() => inviteAccount({ accountId: 'a-1', role: 'auditor' }, account, alone))).toEqual(
        refuses('ACCOUNT_EXISTS'),
      );
  });

  test('refuses coordinators, not reviewers, of a college that ended', () => {
    const ended = { ...others, collegeEnded: true };
    const of = (role: 'coordinator' | 'reviewer') => ({ accountId: 'a-1', role, collegeId: 'c-1' });
    expect(refusal(() => inviteAccount(of('coordinator'), given(), ended))).toEqual(refuses('COLLEGE_ENDED'));
    expect(inviteAccount(of('reviewer'), given(), ended)).toHaveLength(2);
    expect(refusal(() => grantRole(of('coordinator'), given(invited('auditor')), ended))).toEqual(
      refuses('COLLEGE_ENDED'),
    );
    expect(grantRole(of('coordinator'), given(invited('coordinator', 'c-1')), ended)).toEqual([]);
  });

  test('requires a college of coordinators and allows one for reviewers only', () => {
    const invite = (role: 'coordinator' | 'reviewer' | 'auditor', collegeId?: string | null) =>
      refusal(() => inviteAccount({ accountId: 'a-1', role, collegeId }, given(), alone));
    expect(invite('coordinator')).toEqual(refuses('COLLEGE_REQUIRED'));
    expect(invite('coordinator', null)).toEqual(refuses('COLLEGE_REQUIRED'));
    expect(invite('reviewer')).toEqual(refuses('COLLEGE_REQUIRED'));
    expect(invite('reviewer', null)).toEqual([
      invited('reviewer'),
      { type: 'NoCollegeConfirmed', data: { accountId: 'a-1', alone: true } },
      issued('first', 'reviewer'),
    ]);
    expect(invite('auditor', 'c-1')).toEqual(refuses('COLLEGE_NOT_WANTED'));
  });
});

describe('granting a role', () => {
  test('records the new role and the college that goes with it', () => {
    expect(grantRole({ role: 'coordinator', collegeId: 'c-2' }, given(invited('coordinator', 'c-1')), alone)).toEqual([
      { type: 'RoleGranted', data: { accountId: 'a-1', role: 'coordinator', collegeId: 'c-2' } },
    ]);
  });

  test('stays quiet when the account has it', () => {
    expect(grantRole({ role: 'auditor' }, given(invited('auditor')), alone)).toEqual([]);
  });

  test('refuses a missing account, a closed one and the last organiser', () => {
    expect(refusal(() => grantRole({ role: 'auditor' }, given(), others))).toEqual(refuses('ACCOUNT_NOT_FOUND'));
    expect(refusal(() => grantRole({ role: 'auditor' }, given(invited('auditor'), closed), others))).toEqual(
      refuses('ACCOUNT_CLOSED'),
    );
    expect(refusal(() => grantRole({ role: 'auditor' }, given(invited('organiser')), alone))).toEqual(
      refuses('LAST_ORGANISER'),
    );
    expect(grantRole({ role: 'auditor' }, given(invited('organiser')), others)).toHaveLength(1);
  });
});

describe('revoking a role', () => {
  test('records it, after which the account has none until one is granted', () => {
    const [event] = revokeRole(given(invited('reviewer', 'c-1')), alone);
    expect(event).toEqual({ type: 'RoleRevoked', data: { accountId: 'a-1', role: 'reviewer' } });
    const without = given(invited('reviewer', 'c-1'), event as AccountEvent);
    expect(without).toMatchObject({ state: 'open', role: null, collegeId: null });
  });

  test('stays quiet when the account has no role', () => {
    const revoked: AccountEvent = { type: 'RoleRevoked', data: { accountId: 'a-1', role: 'organiser' } };
    expect(revokeRole(given(invited('organiser'), revoked), alone)).toEqual([]);
  });

  test('refuses to take away the last organiser', () => {
    expect(refusal(() => revokeRole(given(invited('organiser')), alone))).toEqual(refuses('LAST_ORGANISER'));
  });

  test('refuses a missing account and a closed one', () => {
    expect(refusal(() => revokeRole(given(), others))).toEqual(refuses('ACCOUNT_NOT_FOUND'));
    expect(refusal(() => revokeRole(given(invited('auditor'), closed), others))).toEqual(refuses('ACCOUNT_CLOSED'));
  });
});

describe('inviting again', () => {
  test('records who issues another link, each time', () => {
    expect(inviteAgain(given(invited('auditor'), issued('again', 'auditor')))).toEqual([issued('again', 'auditor')]);
  });

  test('invites an account without a role, too', () => {
    const revoked: AccountEvent = { type: 'RoleRevoked', data: { accountId: 'a-1', role: 'auditor' } };
    expect(inviteAgain(given(invited('auditor'), revoked))).toEqual([issued('again', null)]);
  });

  test('refuses a missing account and a closed one', () => {
    expect(refusal(() => inviteAgain(given()))).toEqual(refuses('ACCOUNT_NOT_FOUND'));
    expect(refusal(() => inviteAgain(given(invited('auditor'), closed)))).toEqual(refuses('ACCOUNT_CLOSED'));
  });
});

describe('accepting a link', () => {
  const link = (hadLogin: boolean, revision = 0) => ({ hadLogin, revision });

  test('records a first login, or a reset of the password', () => {
    const account = given(invited('auditor'));
    expect(acceptInvitation(account, link(false))).toEqual([about('InvitationAccepted')]);
    expect(acceptInvitation(account, link(true))).toEqual([about('PasswordReset')]);
    expect(acceptInvitation(account, { ...link(true), mailed: true }).map(({ type }) => type)).toEqual([
      'InvitationIssued',
      'PasswordReset',
    ]);
  });

  test('refuses a link made for another role, and a closed account', () => {
    for (const account of [given(), given(invited('auditor'), closed)])
      expect(refusal(() => acceptInvitation(account, link(false)))).toEqual(refuses('INVITATION_NOT_VALID'));
    expect(refusal(() => acceptInvitation(given(invited('auditor')), link(false, 1)))).toEqual(
      refuses('INVITATION_NOT_VALID'),
    );
  });

  test('names the issuer of the newest link in a reset', () => {
    const at = '2026-03-01T07:00:00.000Z';
    const history = [
      invited('auditor'),
      written(issued('first', 'auditor'), { by: 'system' }),
      about('InvitationAccepted'),
      written(issued('again', 'auditor'), { by: 'organiser-1' }),
      written(about('PasswordReset'), { by: 'a-1', at }),
    ];
    for (const account of [fold(accountDecider, history), fold(accountDecider, [...history, closed])])
      expect(account).toMatchObject({ resets: [{ at, by: 'organiser-1' }] });
    const resets = [{ at, by: 'organiser-1' }];
    expect(resetBefore(resets, '2026-03-01T06:59:59.999Z')).toBeNull();
    expect(resetBefore(resets, at)).toEqual(resets[0]);
  });
});

describe('changing the own password', () => {
  test('records it each time', () => {
    const changed = about('PasswordChanged');
    for (const account of [given(invited('auditor')), given(invited('auditor'), changed)])
      expect(changePassword(account)).toEqual([changed]);
  });

  test('refuses a missing account and a closed one', () => {
    expect(refusal(() => changePassword(given()))).toEqual(refuses('ACCOUNT_NOT_FOUND'));
    expect(refusal(() => changePassword(given(invited('auditor'), closed)))).toEqual(refuses('ACCOUNT_CLOSED'));
  });

  test('changes no right', () => {
    expect(given(invited('auditor'), about('PasswordChanged'))).toEqual(given(invited('auditor')));
  });
});

describe('ending the sessions of an account', () => {
  test('records it', () => {
    expect(endSessions(given(invited('auditor')), { liveSessions: 2 })).toEqual([about('SessionsEnded')]);
  });

  test('stays quiet when there are none', () => {
    expect(endSessions(given(invited('auditor')), { liveSessions: 0 })).toEqual([]);
  });

  test('refuses a missing account and a closed one', () => {
    expect(refusal(() => endSessions(given(), { liveSessions: 1 }))).toEqual(refuses('ACCOUNT_NOT_FOUND'));
    expect(refusal(() => endSessions(given(invited('auditor'), closed), { liveSessions: 1 }))).toEqual(
      refuses('ACCOUNT_CLOSED'),
    );
  });
});

describe('closing an account', () => {
  test('is recorded', () => {
    expect(closeAccount(given(invited('auditor')), alone)).toEqual([closed]);
  });

  test('stays quiet when the account is closed', () => {
    expect(closeAccount(given(invited('auditor'), closed), alone)).toEqual([]);
  });

  test('refuses a missing account and the last organiser', () => {
    expect(refusal(() => closeAccount(given(), others))).toEqual(refuses('ACCOUNT_NOT_FOUND'));
    expect(refusal(() => closeAccount(given(invited('organiser')), alone))).toEqual(refuses('LAST_ORGANISER'));
  });

  test('is the end: nothing opens it again', () => {
    const again: AccountEvent = { type: 'RoleGranted', data: { accountId: 'a-1', role: 'auditor', collegeId: null } };
    expect(given(invited('auditor'), closed, again)).toEqual({ state: 'closed', id: 'a-1', resets: [], erased: false });
  });
});

test.each([
  ['жағадағы жел', 'aigul', null],
  ['Sup3r-Secret-Passphrase', 'aigul', null],
  ['steppe wind 2026 aktau', 'aigul', null],
  ['көк теңіз 2026', 'nurlan', null],
  ['тексеруші 2026', 'auditor-1', null],
  ['құпия сөз 2026', 'first-organiser', null],
  ['correct horse battery', 'aigul', null],
  ['Tr0ub4dor&3xqK', 'aigul', null],
  ['kQ7_vN2pXz-a', 'organiser', null],
  ['password-9f3a1c77b2e04d58a6c1e0f2', 'organiser', null],
  ['Aigul walks along the sea every evening', 'aigul', null],
  ['жолда aigul жүр, жел соғады', 'aigul', null],
  ['twelve lette', '', null],
  ['eleven-lett', '', 'PASSWORD_TOO_EASY'],
  ['жағадағы же', 'aigul', 'PASSWORD_TOO_EASY'],
  ['1234567890', 'aigul', 'PASSWORD_TOO_EASY'],
  ['123456789012', 'aigul', 'PASSWORD_TOO_EASY'],
  ['0987654321098', 'aigul', 'PASSWORD_TOO_EASY'],
  ['+77014829361', 'aigul', 'PASSWORD_TOO_EASY'],
  ['8 701 482 93 61', 'aigul', 'PASSWORD_TOO_EASY'],
  ['980312400517', 'aigul', 'PASSWORD_TOO_EASY'],
  ['12.03.1998 12:45', 'aigul', 'PASSWORD_TOO_EASY'],
  ['980312400517 шың', 'aigul', null],
  ['qwertyuiop', 'aigul', 'PASSWORD_TOO_EASY'],
  ['qwertyuiop12', 'aigul', 'PASSWORD_TOO_EASY'],
  ['Qwerty123456!', 'aigul', 'PASSWORD_TOO_EASY'],
  ['asdfqwerzxcv', 'aigul', 'PASSWORD_TOO_EASY'],
  ['1qaz2wsx3edc', 'aigul', 'PASSWORD_TOO_EASY'],
  ['1q2w3e4r5t6y', 'aigul', 'PASSWORD_TOO_EASY'],
  ['йцукенгшщзхъ', 'aigul', 'PASSWORD_TOO_EASY'],
  ['фывапролджэячс', 'aigul', 'PASSWORD_TOO_EASY'],
  ['әіңғүұқөһәіңғ', 'aigul', 'PASSWORD_TOO_EASY'],
  ['abcdefghijklm', 'aigul', 'PASSWORD_TOO_EASY'],
  ['абвгдеёжзийк', 'aigul', 'PASSWORD_TOO_EASY'],
  ['password12', 'aigul', 'PASSWORD_TOO_EASY'],
  ['password12345', 'aigul', 'PASSWORD_TOO_EASY'],
  ['P@ssw0rd-2026', 'aigul', 'PASSWORD_TOO_EASY'],
  ['gfhjkmgfhjkm1', 'aigul', 'PASSWORD_TOO_EASY'],
  ['пароль-пароль', 'aigul', 'PASSWORD_TOO_EASY'],
  ['құпиясөз 2026', 'aigul', 'PASSWORD_TOO_EASY'],
  ['Qorzhyn2026', 'aigul', 'PASSWORD_TOO_EASY'],
  ['Qorzhyn-2026!!', 'aigul', 'PASSWORD_TOO_EASY'],
  ['Қоржын Қоржыны', 'aigul', 'PASSWORD_TOO_EASY'],
  ['aktau college 2026', 'aigul', 'PASSWORD_TOO_EASY'],
  ['administrator1', 'aigul', 'PASSWORD_TOO_EASY'],
  ['iloveyou1999!', 'aigul', 'PASSWORD_TOO_EASY'],
  ['ababababababab', 'aigul', 'PASSWORD_TOO_EASY'],
  ['aaaaaaaaaaaaaa', 'aigul', 'PASSWORD_TOO_EASY'],
  ['test test test', 'aigul', 'PASSWORD_TOO_EASY'],
  ['bot bot bot bot', 'aigul', 'PASSWORD_TOO_EASY'],
  ['aigul12345', 'aigul', 'PASSWORD_TOO_EASY'],
  ['gulnaz gulnazym', 'gulnaz', 'PASSWORD_HAS_LOGIN'],
  ['my SAULE is blue', 'saule', 'PASSWORD_HAS_LOGIN'],
  ['saule.bekova', 'saule.bekova.2026', 'PASSWORD_HAS_LOGIN'],
])('passwordRefusal of «%s» for login «%s» is %s', (password, login, code) => {
  expect(passwordRefusal(password, login)).toBe(code);
});
