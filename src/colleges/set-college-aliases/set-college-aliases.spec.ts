import { given } from '../../../test/support/given.js';
import type { CollegeEvent } from '../../events/college.events.js';
import { college } from '../college.js';
import { setCollegeAliases } from './set-college-aliases.js';

const names = { kk: 'Теңіз колледжі', ru: 'Колледж «Тениз»', en: 'Teniz College' };
const registered: CollegeEvent = {
  type: 'CollegeRegistered',
  data: { collegeId: 'teniz', names, shortNames: names, district: 'aktau' },
};

describe('Set college aliases', () => {
  it('records other names of the college, each once', () => {
    given(college, registered)
      .when((state) => setCollegeAliases({ collegeId: 'teniz', aliases: ['МТК', 'МТК', 'Тениз колледж'] }, state))
      .then({ type: 'CollegeAliasesSet', data: { collegeId: 'teniz', aliases: ['МТК', 'Тениз колледж'] } });
  });

  it('refuses aliases of a college nobody registered', () => {
    given(college)
      .when((state) => setCollegeAliases({ collegeId: 'dala', aliases: [] }, state))
      .refuses('not-found', 'COLLEGE_UNKNOWN');
  });

  it('stays quiet when the aliases are the same in another order', () => {
    given(college, registered, {
      type: 'CollegeAliasesSet',
      data: { collegeId: 'teniz', aliases: ['МТК', 'Тениз колледж'] },
    })
      .when((state) => setCollegeAliases({ collegeId: 'teniz', aliases: ['Тениз колледж', 'МТК'] }, state))
      .then();
  });
});
