import {
  aigul,
  approved,
  challenges,
  coordinator,
  daulet,
  disputed,
  disputeWithdrawn,
  endorsed,
  factsOf,
  nurlan,
  organiser,
  rejected,
  reopened,
  revised,
  ruledBy,
  submitted,
  whose,
} from '../../test/support/action-history.js';
import { rules } from '../../test/support/challenge-history.js';
import { given, written } from '../../test/support/given.js';
import type { RunningChallenge } from '../challenges/index.js';
import type { ActionEvent } from '../events/action.events.js';
import { action, type Actor } from './action.js';
import { approveAction } from './approve-action/approve-action.js';
import { correctAction } from './correct-action/correct-action.js';
import { rejectAction } from './reject-action/reject-action.js';
import { requestInformation } from './request-information/request-information.js';
import { resolveDispute } from './resolve-dispute/resolve-dispute.js';
import { revokeApproval } from './revoke-approval/revoke-approval.js';

const strict = factsOf(challenges.strict);
const input = { actionId: 'trees-1', reason: 'miscounted' };
const held = (accountId: string, ...colleges: string[]) =>
  new Map([...strict.colleges, [accountId, new Set(colleges)]]);
const approve =
  (trees: number, by: Actor, facts = strict) =>
  (state: Parameters<typeof approveAction>[2]) =>
    approveAction({ actionId: 'trees-1', verified: { trees } }, by, state, facts);
const resolution = (reviewer: string, trees: number): ActionEvent => ({
  type: 'DisputeResolved',
  data: { ...whose, outcome: 'approved', verified: { trees }, reason: 'second-look', note: null, reviewer },
});

describe('independence by history', () => {
  const moved = factsOf(challenges.open, { colleges: held('aigul', 'teniz', 'dala') });

  it.each([
    ['approves', [submitted], approve(3, aigul, moved)],
    ['rejects', [submitted], (state: never) => rejectAction(input, aigul, state, moved, null)],
    ['asks', [submitted], (state: never) => requestInformation(input, aigul, state, moved, null)],
    [
      'corrects',
      [submitted, approved()],
      (state: never) => correctAction({ ...input, verified: { trees: 3 } }, aigul, state, moved, null),
    ],
    ['revokes', [submitted, approved()], (state: never) => revokeApproval(input, aigul, state, moved, null)],
    [
      'resolves',
      [submitted, rejected, disputed],
      (state: never) => resolveDispute({ ...input, outcome: 'upheld' }, aigul, state, moved, null),
    ],
  ] as const)('never %s after belonging to the college once', (_, events, rule) => {
    given(action, ...(events as readonly ActionEvent[]))
      .when(rule as never)
      .refuses('forbidden', 'OWN_COLLEGE');
  });

  it('counts colleges that became the one of the action', () => {
    const kin = new Set(['teniz', 'aral']);
    for (const college of ['aral', 'teniz']) {
      const facts = factsOf(challenges.open, { kin, colleges: held('aigul', 'dala', college) });
      given(action, submitted)
        .when(approve(3, aigul, facts))
        .refuses('forbidden', 'OWN_COLLEGE');
    }
    given(action, submitted)
      .when(approve(3, aigul, factsOf(challenges.open, { kin })))
      .then(approved({ trees: 3 }));
  });

  it('refuses reviewers who submitted, revised or completed the claim', () => {
    const photo = { id: '00000000-0000-4000-8000-000000000009', commitment: '9'.repeat(64) };
    const attached: ActionEvent = { type: 'EvidenceAttached', data: { ...whose, evidence: photo } };
    for (const events of [
      [written(submitted, { by: 'aigul' })],
      [submitted, written(revised(), { by: 'aigul' })],
      [submitted, written(attached, { by: 'aigul' })],
    ])
      given(action, ...events)
        .when(approve(3, aigul))
        .refuses('forbidden', 'OWN_CLAIM');
  });

  it('refuses a reviewer whom nobody confirmed to have no college', () => {
    const facts = factsOf(challenges.strict, { unconfirmed: new Set(['daulet']) });
    given(action, submitted)
      .when(approve(3, daulet, facts))
      .refuses('forbidden', 'NO_COLLEGE_UNCONFIRMED');
    given(action, submitted, endorsed({ trees: 25 }, 'approve', 'daulet'))
      .when(approve(25, nurlan, facts))
      .then(endorsed({ trees: 25 }, 'approve', 'nurlan'));
  });

  it('drops a first yes whose reviewer joined the college since', () => {
    const facts = factsOf(challenges.strict, { colleges: held('aigul', 'teniz') });
    given(action, submitted, endorsed({ trees: 25 }))
      .when(approve(25, nurlan, facts))
      .then(endorsed({ trees: 25 }, 'approve', 'nurlan'));
    given(action, submitted, endorsed({ trees: 25 }), endorsed({ trees: 25 }, 'approve', 'nurlan'))
      .when(approve(25, daulet, facts))
      .then(approved({ trees: 25 }, 'daulet'));
  });
});

describe('the second yes', () => {
  it('is needed for points that a withdrawn version would return', () => {
    const slip = { ...rules.kinds, G4: { ...rules.kinds.G4!, cap: 9 } };
    const forward = ruledBy({ secondReviewerFrom: 30, kinds: slip }) as RunningChallenge;
    const of = { ...forward, rulebooks: forward.rulebooks.map((one) => ({ ...one, retroactive: one.version === 2 })) };
    given(action, submitted)
      .when(approve(25, aigul, factsOf(of)))
      .then(endorsed({ trees: 25 }));
    given(action, submitted)
      .when(approve(21, aigul, factsOf(of)))
      .then(approved({ trees: 21 }));
  });

  it('lets differing reviewers agree without starting over', () => {
    given(action, submitted, endorsed({ trees: 25 }), endorsed({ trees: 28 }, 'approve', 'nurlan'))
      .when(approve(28, aigul))
      .then(approved({ trees: 28 }));
    given(action, submitted, endorsed({ trees: 25 }), endorsed({ trees: 28 }, 'approve', 'nurlan'))
      .when(approve(25, daulet))
      .then(approved({ trees: 25 }, 'daulet'));
  });

  it('never counts a second click of the same reviewer', () => {
    for (const facts of [strict, factsOf(challenges.open), factsOf(ruledBy({ secondReviewerFrom: 30 }, {}))]) {
      given(action, submitted, endorsed({ trees: 25 }))
        .when(approve(25, aigul, facts))
        .then();
      given(action, submitted, endorsed({ trees: 25 }))
        .when(approve(26, aigul, facts))
        .then(endorsed({ trees: 26 }));
    }
  });

  it('takes the strictest limit of both rulebooks', () => {
    const later = { ...submitted, data: { ...submitted.data, rulebookVersion: 2 } } as ActionEvent;
    for (const [events, books] of [
      [[submitted], [{ secondReviewerFrom: 30 }]],
      [[later], [{ secondReviewerFrom: 30 }, {}]],
      [[later], [{ secondReviewerFrom: 30 }, { secondReviewerFrom: 500 }]],
    ] as const)
      given(action, ...events)
        .when(approve(25, aigul, factsOf(ruledBy(...books))))
        .then(endorsed({ trees: 25 }));
  });

  it('compares the greater points of before and after a correction', () => {
    const correct = (trees: number, by: Actor) => (state: never) =>
      correctAction({ ...input, verified: { trees } }, by, state, strict, null);
    given(action, submitted, approved({ trees: 28 }))
      .when(correct(3, nurlan) as never)
      .then(endorsed({ trees: 3 }, 'correct', 'nurlan'));
    given(action, submitted, approved({ trees: 3 }))
      .when(correct(28, nurlan) as never)
      .then(endorsed({ trees: 28 }, 'correct', 'nurlan'));
  });

  it('needs two reviewers to revoke or to resolve from the same points', () => {
    const revoke = (by: Actor) => (state: never) => revokeApproval(input, by, state, strict, null);
    const first = endorsed({}, 'revoke', 'nurlan');
    given(action, submitted, approved({ trees: 28 }))
      .when(revoke(nurlan) as never)
      .then(first);
    given(action, submitted, approved({ trees: 28 }), first)
      .when(revoke(nurlan) as never)
      .then();
    given(action, submitted, approved({ trees: 28 }), first)
      .when(revoke(daulet) as never)
      .then({
        type: 'ApprovalRevoked',
        data: { ...whose, reason: 'miscounted', note: null, reviewer: 'daulet' },
      });
    const resolve = (by: Actor) => (state: never) =>
      resolveDispute(
        { actionId: 'trees-1', outcome: 'approved', verified: { trees: 90 }, reason: 'second-look' },
        by,
        state,
        strict,
        null,
      );
    const yes = endorsed({ trees: 90 }, 'resolve', 'nurlan', { outcome: 'approved' });
    given(action, submitted, rejected, disputed)
      .when(resolve(nurlan) as never)
      .then(yes);
    given(action, submitted, rejected, disputed, yes)
      .when(resolve(nurlan) as never)
      .then();
    given(action, submitted, rejected, disputed, yes)
      .when(resolve(daulet) as never)
      .then(resolution('daulet', 90));
  });
});

describe('reviewers who decided', () => {
  const correct = (by: Actor) => (state: never) =>
    correctAction({ ...input, verified: { trees: 2 } }, by, state, factsOf(challenges.closed), null);
  const revoke = (by: Actor) => (state: never) => revokeApproval(input, by, state, factsOf(challenges.closed), null);

  it('neither correct nor revoke while the decision is disputed', () => {
    const { when } = given(action, submitted, approved({ trees: 3 }), disputed);
    for (const rule of [correct(aigul), revoke(aigul)]) when(rule as never).refuses('forbidden', 'DECIDED_BEFORE');
    given(action, submitted, approved({ trees: 3 }), disputed, disputeWithdrawn)
      .when(revoke(aigul) as never)
      .then({ type: 'ApprovalRevoked', data: { ...whose, reason: 'miscounted', note: null, reviewer: 'aigul' } });
  });

  it('do not overrule a resolution', () => {
    const { when } = given(action, submitted, rejected, disputed, resolution('nurlan', 3));
    for (const by of [aigul, nurlan])
      for (const rule of [correct(by), revoke(by)]) when(rule as never).refuses('forbidden', 'DECIDED_BEFORE');
    when(correct(daulet) as never).then({
      type: 'ActionCorrected',
      data: { ...whose, verified: { trees: 2 }, reason: 'miscounted', note: null, reviewer: 'daulet' },
    });
  });

  it('never decide again after the decision is reopened', () => {
    const { when } = given(action, submitted, rejected, reopened);
    when(approve(3, aigul)).refuses('forbidden', 'DECIDED_BEFORE');
    when(approve(3, nurlan)).then(approved({ trees: 3 }, 'nurlan'));
  });
});

describe('an organiser', () => {
  const left = (reviewersLeft: number) => factsOf(challenges.open, { reviewersLeft });

  it('decides when every reviewer has decided before', () => {
    const other: ActionEvent = { ...reopened, data: { ...reopened.data, reviewer: 'nurlan' } } as ActionEvent;
    const { when } = given(action, submitted, rejected, other);
    when(approve(3, organiser, left(0))).then(approved({ trees: 3 }, 'olzhas'));
    when(approve(3, organiser, left(1))).refuses('forbidden', 'REVIEWERS_ONLY');
    given(action, submitted)
      .when(approve(3, organiser, left(0)))
      .refuses('forbidden', 'REVIEWERS_ONLY');
    when(approve(3, coordinator, left(0))).refuses('forbidden', 'REVIEWERS_ONLY');
  });

  it('does not decide after reopening, nor on a claim it filed', () => {
    given(action, submitted, rejected, reopened)
      .when(approve(3, organiser, left(0)))
      .refuses('forbidden', 'DECIDED_BEFORE');
    given(action, written(submitted, { by: 'olzhas' }), rejected, disputed)
      .when((state) =>
        resolveDispute({ actionId: 'trees-1', outcome: 'upheld', reason: 'fine' }, organiser, state, left(0), null),
      )
      .refuses('forbidden', 'OWN_CLAIM');
  });
});
