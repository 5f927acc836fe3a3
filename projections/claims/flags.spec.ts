import { claimed, decider, flagged } from './claims.fixture.js';
import type { ClaimDocument } from './claims.contract.js';
import type { Surroundings } from './neighbours.js';

type Others = ClaimDocument[];
type Case = [title: string, claim: ClaimDocument, others: Others, around?: Partial<Surroundings>];

const of = (...[, claim, others, around]: Case) =>
  flagged(claim, others, around).map(({ code, figures, metric, actions }) => ({ code, figures, metric, actions }));
const one = (code: string, figures: object, actions: string[] = [], metric: string | null = null) => [
  { code, figures, metric, actions },
];
const quiet = (cases: Case[]) => it.each(cases)('stays quiet about %s', (...given) => expect(of(...given)).toEqual([]));

const numbers = (of: Record<string, number>) => claimed('a', { claimed: of });
const a = claimed('a');
const likeness = new Map([
  ['photo-a', 'photo'],
  ['photo-b', 'photo'],
  ['other', 'other'],
  ['here-a', 'quay'],
  ['here-b', 'quay'],
  ['there', 'park'],
]);
const merged: Partial<Surroundings> = { ownerOf: (_, collegeId) => (collegeId === 'dala' ? 'teniz' : collegeId) };

describe('flags of own numbers', () => {
  it.each([
    ['much-waste-a-person', { participants: 20, grams: 2_000_001 }, { grams: 2_000_001, participants: 20 }],
    ['many-trees-a-person', { participants: 10, trees: 31 }, { trees: 31, participants: 10 }],
    ['more-participants-than-students', { participants: 601 }, { participants: 601, students: 600 }],
    ['many-beneficiaries', { beneficiaries: 51 }, { beneficiaries: 51, usual: 50 }],
  ])('%s', (code, given, figures) => {
    expect(of('', numbers(given), [])).toEqual(one(code, figures));
  });

  quiet([
    ['usual numbers', numbers({ participants: 20, grams: 2_000_000, beneficiaries: 50 }), []],
    ['three trees a person', numbers({ participants: 10, trees: 30 }), []],
    ['participants that are not reported', numbers({ trees: 500 }), []],
    ['a college without a number of students', numbers({ participants: 700 }), [], { studentsOf: () => null }],
    ['a withdrawn claim', claimed('a', { claimed: { beneficiaries: 900 }, status: 'withdrawn' }), []],
  ]);
});

describe('more-living-trees-than-planted', () => {
  const living = (id: string, day: string, count: number, changes: Partial<ClaimDocument> = {}) =>
    claimed(id, { kind: 'G4b', doneOn: day, claimed: { livingTrees: count }, ...changes });
  const planted = claimed('planted', { kind: 'G4', doneOn: '2026-08-01', status: 'approved', verified: { trees: 30 } });
  planted.claimed = { trees: 30 };
  const first = living('a', '2026-10-10', 20);

  it('adds the living trees of all days', () => {
    expect(of('', first, [planted, living('b', '2026-12-01', 11)])).toEqual(
      one('more-living-trees-than-planted', { living: 31, planted: 30, claims: 2 }, ['b']),
    );
  });

  it('takes the verified number of an approved claim', () => {
    const approved = living('b', '2026-12-01', 50, { status: 'approved', verified: { livingTrees: 10 } });
    expect(of('', first, [planted, approved])).toEqual([]);
  });

  quiet([
    ['as many living trees as planted ones', first, [planted, living('b', '2026-12-01', 10)]],
    ['a rejected claim of living trees', first, [planted, living('b', '2026-12-01', 50, { status: 'rejected' })]],
    ['living trees of another college', first, [planted, living('b', '2026-12-01', 50, { collegeId: 'dala' })]],
  ]);
});

describe('flags of claims of one college', () => {
  const span = claimed('b', { doneFrom: '2026-10-08', doneOn: '2026-10-12' });
  const kinds = ['G2', 'G5', 'G8'].map((kind) => claimed(kind, { kind, claimed: { participants: 5 } }));

  it.each<[string, ClaimDocument, Others, object, string[], Partial<Surroundings>?]>([
    ['same-kind-same-day', a, [claimed('b'), claimed('c')], { claims: 2 }, ['b', 'c']],
    ['same-kind-same-day', a, [claimed('b', { collegeId: 'dala' })], { claims: 1 }, ['b'], merged],
    ['overlapping-days', a, [span], { claims: 1 }, ['b']],
    ['many-kinds-one-day', a, kinds, { kinds: 4 }, ['G2', 'G5', 'G8']],
    ['rejected-before', a, [claimed('b', { status: 'rejected', submittedAt: '2026-10-10' })], { claims: 1 }, ['b']],
    ['rejected-before', a, [{ ...span, status: 'revoked', pending: false, submittedAt: '2026' }], { claims: 1 }, ['b']],
  ])('%s', (...[code, claim, others, figures, actions, around]) => {
    expect(of('', claim, others, around)).toEqual(one(code, figures, actions));
  });

  it('finds a rejected claim of another kind by its link', () => {
    const before = { kind: 'G5', doneOn: '2026-09-01', submittedAt: '2026-09-02' };
    const rejected = claimed('b', { ...before, status: 'rejected', evidence: ['photo-b'] });
    const codes = flagged(claimed('a', { evidence: ['photo-a'] }), [rejected], { likeness }).map(({ code }) => code);
    expect(codes).toEqual(['same-link', 'rejected-before']);
  });

  quiet([
    ['another kind on the day', a, [claimed('b', { kind: 'G2' })]],
    ['the same kind on the next day', a, [claimed('b', { doneOn: '2026-10-11' })]],
    ['a withdrawn claim of the day', a, [claimed('b', { status: 'withdrawn' })]],
    ['another college', a, [claimed('b', { collegeId: 'dala' }), ...kinds.map((k) => ({ ...k, collegeId: 'dala' }))]],
    ['days that touch no other', a, [claimed('b', { doneFrom: '2026-10-11', doneOn: '2026-10-12' })]],
    ['two kinds on one day', a, kinds.slice(0, 1)],
    ['a third kind that was rejected', a, [kinds[0]!, { ...kinds[1]!, status: 'rejected', pending: false }]],
    ['a claim rejected later', a, [claimed('b', { status: 'rejected', submittedAt: '2026-10-12' })]],
  ]);
});

describe('joint-action-in-full', () => {
  const ours = claimed('a', { partners: ['dala'], details: 'here-a' });
  const theirs = (changes: Partial<ClaimDocument> = {}) => claimed('b', { collegeId: 'dala', ...changes });
  const third = claimed('c', { collegeId: 'shagala', details: 'here-b' });

  it('finds partners and the same place with the same number', () => {
    expect(of('', ours, [theirs(), third], { likeness })).toEqual(
      one('joint-action-in-full', { colleges: 2, value: 12 }, ['b', 'c'], 'bags'),
    );
  });

  it('compares participants where nothing else is reported', () => {
    const lesson = { kind: 'G8', claimed: { participants: 40 } };
    expect(of('', claimed('a', lesson), [theirs({ ...lesson, partners: ['teniz'] })])).toEqual(
      one('joint-action-in-full', { colleges: 1, value: 40 }, ['b'], 'participants'),
    );
  });

  quiet([
    ['a share of the joint action', ours, [theirs({ claimed: { bags: 7, participants: 20 } })]],
    ['the same number elsewhere', claimed('a', { details: 'here-a' }), [theirs({ details: 'there' })], { likeness }],
    ['the same number on another day', ours, [theirs({ doneOn: '2026-10-11' })]],
    ['a partner whose claim was rejected', ours, [theirs({ status: 'rejected' })]],
    ['a college that has merged with it', ours, [theirs({ doneOn: '2026-10-12' })], merged],
  ]);
});

describe('same-in-another-challenge', () => {
  const other = (changes: Partial<ClaimDocument> = {}) =>
    claimed('b', { challengeId: 'amal-2026', kind: 'X1', claimed: { minutes: 600, participants: 20 }, ...changes });

  it('finds an equal number or the same place on a day', () => {
    expect(of('', a, [other()])).toEqual(one('same-in-another-challenge', { claims: 1 }, ['b']));
    const here = other({ claimed: { minutes: 600 }, doneFrom: '2026-10-10', doneOn: '2026-10-12', details: 'here-b' });
    expect(of('', claimed('a', { details: 'here-a' }), [here], { likeness })).toEqual(
      one('same-in-another-challenge', { claims: 1 }, ['b']),
    );
  });

  quiet([
    ['other numbers in another challenge', a, [other({ claimed: { minutes: 600, participants: 21 } })]],
    ['another day in another challenge', a, [other({ doneOn: '2026-10-11' })]],
    ['another college in another challenge', a, [other({ collegeId: 'dala' })]],
  ]);
});

describe('same-link', () => {
  const ours = claimed('a', { evidence: ['photo-a'] });
  const later = { doneOn: '2026-12-01', evidence: ['photo-b'] };

  it('counts claims and other colleges with the link', () => {
    expect(of('', ours, [claimed('b', { ...later, collegeId: 'dala' })], { likeness })).toEqual(
      one('same-link', { claims: 1, colleges: 1 }, ['b']),
    );
  });

  it('names at most twenty actions and counts all', () => {
    const many = Array.from({ length: 30 }, (_, n) => claimed(`b${n + 10}`, { ...later, kind: `K${n}` }));
    const [found] = flagged(ours, many, { likeness });
    expect(found).toMatchObject({ code: 'same-link', figures: { claims: 30, colleges: 0 } });
    expect(found!.actions).toHaveLength(20);
  });

  quiet([
    ['another link', ours, [claimed('b', { ...later, evidence: ['other'] })], { likeness }],
    ['a link of a withdrawn claim', ours, [claimed('b', { ...later, status: 'withdrawn' })], { likeness }],
    ['an erased link', ours, [claimed('b', later)], { likeness: new Map([['photo-a', 'photo']]) }],
  ]);
});

describe('same-photo', () => {
  const ours = claimed('a', { evidence: ['photo-a', 'act'] });
  const later = { doneOn: '2026-12-01', evidence: ['photo-b'] };
  const twins = new Map([['photo-a', ['photo-b']]]);

  it('counts claims and other colleges with a photo that looks like one', () => {
    expect(of('', ours, [claimed('b', { ...later, collegeId: 'dala' })], { twins })).toEqual(
      one('same-photo', { claims: 1, colleges: 1 }, ['b']),
    );
  });

  quiet([
    ['another photo', ours, [claimed('b', { ...later, evidence: ['other'] })], { twins }],
    ['two photos of the claim itself', claimed('a', { evidence: ['photo-a', 'photo-b'] }), [], { twins }],
    ['a photo of a withdrawn claim', ours, [claimed('b', { ...later, status: 'withdrawn' })], { twins }],
  ]);
});

describe('flags of decisions', () => {
  const approved = (changes: Partial<ClaimDocument> = {}) =>
    claimed('a', {
      status: 'approved',
      verified: { bags: 12 },
      approvals: [{ reviewer: 'aigul', at: '2026-10-12T07:00:00.000Z' }],
      ...changes,
    });
  const by = (changes: Parameters<typeof decider>[1]) => ({ deciders: new Map([decider('aigul', changes)]) });
  const at = (time: string) => [{ reviewer: 'aigul', at: `2026-10-11T${time}Z` }];

  it('grown-by-revision, for each number of the first report', () => {
    const grown = claimed('a', {
      firstClaimed: { bags: 7, participants: 15 },
      claimed: { bags: 12, participants: 22 },
    });
    expect(flagged(grown)).toEqual(one('grown-by-revision', { value: 12, claimed: 7 }, [], 'bags'));
    expect(flagged(claimed('a', { firstClaimed: { bags: 8 }, claimed: { bags: 12, grams: 90_000 } }))).toEqual([]);
  });

  it('approved-far-above-claim, for each metric', () => {
    expect(of('', approved({ verified: { bags: 19, trees: 1, participants: 20 } }), [])).toEqual([
      ...one('approved-far-above-claim', { approved: 19, claimed: 12 }, [], 'bags'),
      ...one('approved-far-above-claim', { approved: 1, claimed: 0 }, [], 'trees'),
    ]);
  });

  it('approved-within-a-minute', () => {
    expect(of('', approved({ approvals: at('07:01:00.000') }), [])).toEqual(
      one('approved-within-a-minute', { seconds: 60 }),
    );
  });

  it('approved-after-reset', () => {
    expect(of('', approved(), [], by({ resets: ['2026-10-09T07:00:00.000Z'] }))).toEqual(
      one('approved-after-reset', { days: 3 }),
    );
  });

  it('reviewer-of-one-college', () => {
    expect(of('', approved(), [], by({ decisions: { 'green-2026': { teniz: 5 } } }))).toEqual(
      one('reviewer-of-one-college', { decisions: 5 }),
    );
    const both = by({ decisions: { 'green-2026': { teniz: 3, dala: 2 } } });
    expect(of('', approved(), [], { ...both, ...merged })).toEqual(one('reviewer-of-one-college', { decisions: 5 }));
  });

  it('reviewer-had-this-college', () => {
    expect(of('', approved(), [], by({ colleges: ['teniz'] }))).toEqual(
      one('reviewer-had-this-college', { reviewers: 1 }),
    );
  });

  quiet([
    ['half as much again', approved({ verified: { bags: 18 } }), []],
    ['participants that were counted later', approved({ claimed: { bags: 12 }, verified: { participants: 9 } }), []],
    ['an approval after a minute', approved({ approvals: at('07:01:00.001') }), []],
    ['a reset after the approval', approved(), [], by({ resets: ['2026-10-13T07:00:00.000Z'] })],
    ['four decisions about one college', approved(), [], by({ decisions: { 'green-2026': { teniz: 4 } } })],
    ['decisions about two colleges', approved(), [], by({ decisions: { 'green-2026': { teniz: 9, dala: 1 } } })],
    ['decisions in another challenge', approved(), [], by({ decisions: { 'amal-2026': { teniz: 9 } } })],
    ['a reviewer of another college', approved(), [], by({ colleges: ['dala'] })],
  ]);
});
