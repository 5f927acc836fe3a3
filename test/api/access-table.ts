import type { Role } from '../../src/events/values.js';

export type Who = Role | 'anonymous';
export const everyone: readonly Who[] = ['anonymous', 'organiser', 'reviewer', 'coordinator', 'auditor', 'screen'];

const signedIn: readonly Who[] = ['organiser', 'reviewer', 'coordinator', 'auditor', 'screen'];
const staff: readonly Who[] = ['organiser', 'reviewer', 'coordinator', 'auditor'];
const organiser: readonly Who[] = ['organiser'];
const reviewer: readonly Who[] = ['reviewer'];
/** Organisers decide in place of reviewers who all decided before. */
const decider: readonly Who[] = ['reviewer', 'organiser'];
const submitter: readonly Who[] = ['coordinator', 'organiser'];

/** Roles that may call each route. A route without a row fails the test, and so does a row without a route. */
export const accessTable: Readonly<Record<string, readonly Who[]>> = {
  'GET /metrics': everyone,
  'GET /api/openapi.json': everyone,
  'GET /api/asyncapi.json': everyone,
  'GET /api/docs': everyone,
  'GET /api/health/live': everyone,
  'GET /api/health/ready': everyone,

  'GET /': everyone,
  'GET /screen/:id': everyone,
  'GET /assets/:file': everyone,

  'GET /invite/done': everyone,
  'GET /console': everyone,
  'GET /portal': everyone,
  'GET /rules/:id': everyone,
  'GET /sw.js': everyone,
  'GET /sign-in': everyone,
  'POST /sign-in': everyone,
  'POST /sign-out': everyone,
  'GET /invite/:token': everyone,
  'POST /invite/:token': everyone,
  'POST /api/invitations/:token/accept': everyone,
  'GET /api/session': everyone,
  'POST /api/session': everyone,
  'DELETE /api/session': everyone,
  'POST /api/session/confirm': staff,
  'GET /api/sessions': signedIn,
  'DELETE /api/sessions': signedIn,
  'DELETE /api/sessions/:id': signedIn,
  'POST /api/session/second-factor': everyone,
  'GET /api/account/second-factors': staff,
  'POST /api/account/second-factors': staff,
  'POST /api/account/second-factors/:factorId/confirm': staff,
  'DELETE /api/account/second-factors/:factorId': staff,
  'POST /api/account/recovery-codes': staff,

  'POST /api/invitations': organiser,
  'GET /api/accounts': ['organiser', 'auditor'],
  'POST /api/accounts/:id/invite-again': organiser,
  'POST /api/accounts/:id/grant': organiser,
  'POST /api/accounts/:id/revoke': organiser,
  'POST /api/accounts/:id/close': organiser,
  'POST /api/accounts/:id/remove-second-factor': organiser,
  'POST /api/erasures': organiser,

  'GET /api/colleges': everyone,
  'GET /api/colleges/:id': everyone,
  'GET /api/colleges/:id/journal': staff,
  'POST /api/colleges': organiser,
  'POST /api/colleges/:id/rename': organiser,
  'POST /api/colleges/:id/correct-district': organiser,
  'PUT /api/colleges/:id/aliases': organiser,
  'POST /api/colleges/:id/enrolments': organiser,

  'GET /api/default-rulebooks/:track': everyone,

  'GET /api/challenges': everyone,
  'GET /api/challenges/:id': everyone,
  'GET /api/challenges/:id/standings': everyone,
  'GET /api/challenges/:id/standings.csv': everyone,
  'GET /api/challenges/:id/standings.xlsx': everyone,
  'GET /api/challenges/:id/history': everyone,
  'GET /api/challenges/:id/news': everyone,
  'GET /api/challenges/:id/finals': everyone,
  'GET /api/challenges/:id/colleges/:collegeId/points': everyone,
  'GET /api/challenges/:id/colleges/:collegeId/changes': everyone,
  'POST /api/challenges': organiser,
  'POST /api/challenges/:id/rulebooks': organiser,
  'GET /api/challenges/:id/rulebooks': everyone,
  'POST /api/challenges/:id/rulebooks/:version/withdraw': organiser,
  'POST /api/challenges/:id/open': organiser,
  'POST /api/challenges/:id/colleges': organiser,
  'DELETE /api/challenges/:id/colleges/:collegeId': organiser,
  'POST /api/challenges/:id/colleges/:collegeId/rename': organiser,
  'POST /api/challenges/:id/colleges/:collegeId/enrolment': organiser,
  'POST /api/challenges/:id/colleges/:collegeId/leave': organiser,
  'POST /api/challenges/:id/colleges/:collegeId/league': organiser,
  'POST /api/challenges/:id/colleges/:collegeId/merge': organiser,
  'POST /api/challenges/:id/close': organiser,
  'POST /api/challenges/:id/freeze': organiser,
  'POST /api/challenges/:id/reveal': organiser,
  'POST /api/challenges/:id/adjust': organiser,
  'POST /api/challenges/:id/adjustments/:adjustmentId/confirm': organiser,
  'POST /api/challenges/:id/adjustments/:adjustmentId/decline': organiser,
  'POST /api/challenges/:id/finalise': organiser,
  'POST /api/challenges/:id/reject-actions': reviewer,
  'POST /api/challenges/:id/reopen': organiser,
  'POST /api/challenges/:id/redescribe': organiser,
  'POST /api/challenges/:id/reschedule': organiser,
  'POST /api/challenges/:id/reopen-submissions': organiser,
  'POST /api/challenges/:id/cancel': organiser,

  'GET /api/audit': ['organiser', 'auditor'],

  'GET /api/templates/roster.xlsx': everyone,
  'GET /api/templates/actions.xlsx': everyone,

  'GET /api/actions': staff,
  'GET /api/actions/:id': staff,
  'PUT /api/actions/:id': submitter,
  'POST /api/actions/:id/revise': submitter,
  'POST /api/actions/:id/evidence': submitter,
  'POST /api/actions/:id/evidence/:evidenceId/take-down': ['coordinator', 'reviewer', 'organiser'],
  'POST /api/actions/:id/request-information': reviewer,
  'POST /api/actions/:id/approve': decider,
  'POST /api/actions/:id/reject': decider,
  'POST /api/actions/:id/correct': reviewer,
  'POST /api/actions/:id/revoke': reviewer,
  'POST /api/actions/:id/withdraw': submitter,
  'POST /api/actions/:id/dispute': ['coordinator'],
  'POST /api/actions/:id/resolve': decider,
  'POST /api/actions/:id/withdraw-dispute': ['coordinator'],
  'POST /api/actions/:id/dismiss-dispute': decider,
  'POST /api/actions/:id/reopen': decider,
  'POST /api/actions/:id/reclassify': reviewer,
};

/** Routes that need the password again when it was entered too long ago. */
export const confirmedRoutes: readonly string[] = [
  'POST /api/accounts/:id/invite-again',
  'POST /api/accounts/:id/grant',
  'POST /api/accounts/:id/close',
  'POST /api/challenges/:id/close',
  'POST /api/challenges/:id/adjust',
  'POST /api/challenges/:id/finalise',
  'POST /api/erasures',
];
