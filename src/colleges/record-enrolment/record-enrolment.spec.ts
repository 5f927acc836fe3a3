import { given } from '../../../test/support/given.js';
import type { CollegeEvent } from '../../events/college.events.js';
import { college, registered as mustBe } from '../college.js';
import { recordEnrolment } from './record-enrolment.js';

const names = { kk: 'Теңіз колледжі', ru: 'Колледж «Тениз»', en: 'Teniz College' };
const registered: CollegeEvent = {
  type: 'CollegeRegistered',
  data: { collegeId: 'teniz', names, shortNames: names, district: 'aktau' },
};
const autumn = { collegeId: 'teniz', students: 640, asOf: '2026-10-01', source: 'nobd' };
const recorded: CollegeEvent = { type: 'EnrolmentRecorded', data: { ...autumn, note: null } };
const facts = { today: '2026-10-05', note: null };

describe('recordEnrolment', () => {
  it('records how many students a college had on a day', () => {
    given(college, registered)
      .when((state) => recordEnrolment(autumn, state, facts))
      .then(recorded);
  });

  it('refuses an enrolment of a day to come', () => {
    given(college, registered)
      .when((state) => recordEnrolment({ ...autumn, asOf: '2026-10-06' }, state, facts))
      .refuses('invalid', 'ENROLMENT_IN_FUTURE', 'asOf');
  });

  it('stays quiet when the newest enrolment says the same', () => {
    given(college, registered, recorded)
      .when((state) => recordEnrolment(autumn, state, facts))
      .then();
  });

  it('stays quiet when an older enrolment is recorded again', () => {
    const older = { ...autumn, students: 600, asOf: '2025-10-01' };
    given(college, registered, { type: 'EnrolmentRecorded', data: { ...older, note: null } }, recorded)
      .when((state) => recordEnrolment(older, state, facts))
      .then();
  });

  it('keeps the enrolment with the latest day, whatever is recorded after it', () => {
    const older: CollegeEvent = {
      type: 'EnrolmentRecorded',
      data: { ...autumn, students: 600, asOf: '2025-10-01', note: null },
    };
    expect(mustBe(given(college, registered, recorded, older).state).enrolment).toMatchObject({ students: 640 });
  });
});
