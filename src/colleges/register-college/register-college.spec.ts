import { given } from '../../../test/support/given.js';
import { college } from '../college.js';
import { registerCollege } from './register-college.js';

const name = (text: string) => ({ kk: `${text} колледжі`, ru: `Колледж ${text}`, en: `${text} College` });
const teniz = { collegeId: 'teniz', names: name('Теңіз'), shortNames: name('Теңіз'), district: 'aktau' };

describe('Register college', () => {
  it('records a college with its names in three languages', () => {
    given(college)
      .when((state) => registerCollege(teniz, state))
      .then({ type: 'CollegeRegistered', data: teniz });
  });

  it('refuses another college under an id that is taken', () => {
    given(college, { type: 'CollegeRegistered', data: teniz })
      .when((state) => registerCollege({ ...teniz, names: name('Дала') }, state))
      .refuses('conflict', 'COLLEGE_EXISTS');
  });

  it('stays quiet when the same college is registered again', () => {
    given(college, { type: 'CollegeRegistered', data: teniz })
      .when((state) => registerCollege(teniz, state))
      .then();
  });
});
