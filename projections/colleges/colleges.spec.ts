import { left } from '../../test/support/challenge-history.js';
import type { CollegeEvent } from '../../src/events/college.events.js';
import { fold } from '../document-folds.fixture.js';
import { collegesProjection } from './colleges.projection.js';

const name = (text: string) => ({ kk: text, ru: text, en: text });
const register = (collegeId: string): CollegeEvent => ({
  type: 'CollegeRegistered',
  data: { collegeId, names: name(collegeId), shortNames: name(collegeId), district: 'aktau' },
});
const enrol = (students: number, asOf: string): CollegeEvent => ({
  type: 'EnrolmentRecorded',
  data: { collegeId: 'teniz', students, asOf, source: 'nobd', note: null },
});

describe('collegesProjection', () => {
  it('shows names, aliases and the latest enrolment of each college', () => {
    const documents = fold(collegesProjection, [
      register('teniz'),
      register('dala'),
      enrol(640, '2026-10-01'),
      enrol(600, '2025-10-01'),
      { type: 'CollegeAliasesSet', data: { collegeId: 'teniz', aliases: ['МТК'] } },
      { type: 'CollegeRenamed', data: { collegeId: 'teniz', names: name('Каспий'), shortNames: name('К') } },
    ]);
    expect(documents.get('teniz')).toMatchObject({
      names: name('Каспий'),
      aliases: ['МТК'],
      enrolment: { students: 640, asOf: '2026-10-01' },
      enrolments: [{ students: 640 }, { students: 600 }],
    });
    expect(documents.get('dala')).toMatchObject({ names: name('dala'), enrolment: null });
  });

  it('follows mergers, splits, closings and reopenings', () => {
    const why = { collegeId: 'teniz', reason: 'reorganised', note: null };
    const merged: CollegeEvent = { type: 'CollegeMerged', data: { ...why, into: 'dala' } };
    const parted: CollegeEvent = { type: 'CollegeSplit', data: { ...why, into: ['dala'], ends: false } };
    const split: CollegeEvent = { type: 'CollegeSplit', data: { ...why, into: ['dala', 'zhelken'], ends: true } };
    const closed: CollegeEvent = { type: 'CollegeClosed', data: why };
    const reopened: CollegeEvent = { type: 'CollegeReopened', data: why };
    const after = (...events: CollegeEvent[]) => {
      const { state, into } = fold(collegesProjection, [register('teniz'), ...events]).get('teniz')!;
      return [state, ...into];
    };
    expect(after()).toEqual(['active']);
    expect(after(merged)).toEqual(['merged', 'dala']);
    expect(after(parted)).toEqual(['active', 'dala']);
    expect(after(parted, split)).toEqual(['split', 'dala', 'zhelken']);
    expect(after(closed)).toEqual(['closed']);
    expect(after(merged, reopened)).toEqual(['active']);
  });

  it('ignores events of challenges about a college', () => {
    expect(fold(collegesProjection, [left]).size).toBe(0);
  });
});
