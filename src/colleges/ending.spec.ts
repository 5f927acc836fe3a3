import { given } from '../../test/support/given.js';
import { registeredCollege } from '../../test/support/challenge-history.js';
import { collegeEnded } from '../accounts/college-ended.js';
import type { CollegeEvent } from '../events/college.events.js';
import { closeCollege } from './close-college/close-college.js';
import { college } from './college.js';
import { wayOut } from './college-uses.js';
import { mergeCollege } from './merge-college/merge-college.js';
import { reopenCollege } from './reopen-college/reopen-college.js';
import { splitCollege } from './split-college/split-college.js';

const names = { kk: 'Дала колледжі', ru: 'Колледж «Дала»', en: 'Dala College' };
const registered: CollegeEvent = {
  type: 'CollegeRegistered',
  data: { collegeId: 'dala', names, shortNames: names, district: 'aqtau' },
};
const why = { collegeId: 'dala', reason: 'reorganised' };
const note = { id: '3f4c1a52-6f0d-4d3e-9d51-7a3a1c2f4e90', commitment: '5e'.repeat(32) };
const merged: CollegeEvent = { type: 'CollegeMerged', data: { ...why, into: 'teniz', note } };
const split: CollegeEvent = { type: 'CollegeSplit', data: { ...why, into: ['teniz', 'zhelken'], ends: true, note } };
const parted: CollegeEvent = { type: 'CollegeSplit', data: { ...why, into: ['teniz'], ends: false, note } };
const closed: CollegeEvent = { type: 'CollegeClosed', data: { ...why, note } };
const reopenedFrom = (into: string[]): CollegeEvent => ({
  type: 'CollegeReopened',
  data: { ...why, into, reason: 'mistake', note },
});
const reopened = reopenedFrom([]);

const colleges = [
  ...['dala', 'teniz', 'zhelken'].map((id) => registeredCollege(id, 280)),
  { ...registeredCollege('gone', 280), state: 'closed' as const },
];
const facts = { colleges, note };
const merge = (into: string, ...events: CollegeEvent[]) =>
  given(college, ...events).when((state) => mergeCollege({ ...why, into }, state, facts));
const divide = (into: string[], ends: boolean, ...events: CollegeEvent[]) =>
  given(college, ...events).when((state) => splitCollege({ ...why, into, ends }, state, facts));
const close = (...events: CollegeEvent[]) => given(college, ...events).when((state) => closeCollege(why, state, facts));
const reopen = (...events: CollegeEvent[]) =>
  given(college, ...events).when((state) => reopenCollege({ ...why, reason: 'mistake' }, state, facts));

describe('Merge college', () => {
  it('records the college in which it ended', () => {
    merge('teniz', registered).then(merged);
    merge('teniz', registered, closed, reopened).then(merged);
  });

  it('refuses itself, an unknown college and one that ended', () => {
    merge('dala', registered).refuses('invalid', 'COLLEGE_INTO_ITSELF', 'into');
    merge('nobody', registered).refuses('invalid', 'COLLEGE_NOT_REGISTERED', 'into');
    merge('gone', registered).refuses('conflict', 'COLLEGE_ENDED', 'into');
    merge('teniz').refuses('not-found', 'COLLEGE_UNKNOWN');
  });

  it('refuses a second end of a college', () => {
    for (const end of [split, closed]) merge('teniz', registered, end).refuses('conflict', 'COLLEGE_ENDED');
    merge('zhelken', registered, merged).refuses('conflict', 'COLLEGE_ENDED');
  });

  it('stays quiet when it merged into that college before', () => merge('teniz', registered, merged).then());
});

describe('Split college', () => {
  it('records the new colleges, and whether the old one ends', () => {
    divide(['teniz', 'zhelken', 'teniz'], true, registered).then(split);
    divide(['teniz'], false, registered).then(parted);
    expect(given(college, registered, parted).state).toMatchObject({ state: 'active', into: ['teniz'] });
    expect(given(college, registered, parted, split).state).toMatchObject({
      state: 'split',
      into: ['teniz', 'zhelken'],
    });
  });

  it('refuses one part, itself, and an unknown college', () => {
    divide(['teniz'], true, registered).refuses('invalid', 'SPLIT_NEEDS_TWO', 'into');
    divide(['teniz', 'dala'], true, registered).refuses('invalid', 'COLLEGE_INTO_ITSELF', 'into');
    divide(['teniz', 'nobody'], true, registered).refuses('invalid', 'COLLEGE_NOT_REGISTERED', 'into');
    divide(['teniz'], false, registered, merged).refuses('conflict', 'COLLEGE_ENDED');
  });

  it('stays quiet when the same split is known', () => {
    divide(['zhelken', 'teniz'], true, registered, split).then();
    divide(['teniz'], false, registered, parted).then();
  });
});

describe('Close college', () => {
  it('records the end', () => close(registered).then(closed));

  it('refuses a college that ended another way', () => {
    for (const end of [merged, split]) close(registered, end).refuses('conflict', 'COLLEGE_ENDED');
  });

  it('stays quiet when it is closed', () => close(registered, closed).then());
});

describe('Reopen college', () => {
  it('takes back each end, and parts recorded by mistake', () => {
    reopen(registered, merged).then(reopenedFrom(['teniz']));
    reopen(registered, split).then(reopenedFrom(['teniz', 'zhelken']));
    reopen(registered, parted).then(reopenedFrom(['teniz']));
    reopen(registered, closed).then(reopened);
    expect(given(college, registered, merged, reopened).state).toMatchObject({ state: 'active', into: [] });
  });

  it('refuses a college nobody registered', () => reopen().refuses('not-found', 'COLLEGE_UNKNOWN'));

  it('stays quiet when the college is active', () => {
    reopen(registered).then();
    reopen(registered, closed, reopened).then();
  });
});

describe('wayOut', () => {
  const at = (id: string) => ({
    ...registeredCollege(id, 280),
    students: 280,
    enrolmentAsOf: '2026-09-01',
    league: null,
  });
  const both = { state: 'open' as const, entrants: [at('dala'), at('teniz')], merged: [] };
  const dala = (state: 'active' | 'merged' | 'closed', into: string[] = []) => ({ collegeId: 'dala', state, into });

  it('names the command by which a running challenge follows the roster', () => {
    expect(wayOut(both, dala('merged', ['teniz']))).toBe('merge');
    expect(wayOut(both, dala('merged', ['zhelken']))).toBe('leave');
    expect(wayOut(both, dala('closed'))).toBe('leave');
    const gone = { ...both, entrants: [at('teniz')], merged: [{ from: 'dala', into: 'teniz' }] };
    expect(wayOut(gone, dala('active'))).toBe('undo-merger');
  });

  it('names nothing where the challenge follows or ended', () => {
    expect(wayOut(both, dala('active'))).toBeNull();
    expect(wayOut({ ...both, state: 'final' }, dala('closed'))).toBeNull();
    expect(wayOut({ ...both, entrants: [at('teniz')] }, dala('closed'))).toBeNull();
  });
});

describe('collegeEnded', () => {
  it('agrees with the state of the college after each event', () => {
    for (const events of [[], [merged], [split], [parted], [closed], [closed, reopened], [parted, split]]) {
      const { state } = given(college, registered, ...events);
      const ended = given(collegeEnded, registered, ...events).state;
      expect([events, ended]).toEqual([events, state.status === 'registered' && state.state !== 'active']);
    }
  });
});
