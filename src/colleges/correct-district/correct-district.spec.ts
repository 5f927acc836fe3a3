import { given } from '../../../test/support/given.js';
import type { CollegeEvent } from '../../events/college.events.js';
import { college } from '../college.js';
import { correctDistrict } from './correct-district.js';

const names = { kk: 'Теңіз колледжі', ru: 'Колледж «Тениз»', en: 'Teniz College' };
const registered: CollegeEvent = {
  type: 'CollegeRegistered',
  data: { collegeId: 'teniz', names, shortNames: names, district: 'aqtau' },
};
const corrected: CollegeEvent = {
  type: 'CollegeDistrictCorrected',
  data: { collegeId: 'teniz', district: 'beineu' },
};

describe('correctDistrict', () => {
  it('records the district of a college', () => {
    given(college, registered)
      .when((state) => correctDistrict(corrected.data, state))
      .then(corrected);
  });

  it('refuses a college nobody registered', () => {
    given(college)
      .when((state) => correctDistrict(corrected.data, state))
      .refuses('not-found', 'COLLEGE_UNKNOWN');
  });

  it('stays quiet when the district is the same', () => {
    given(college, registered, corrected)
      .when((state) => correctDistrict(corrected.data, state))
      .then();
  });
});
