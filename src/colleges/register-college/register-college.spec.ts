import { given } from '../../../test/support/given.js';
import { college } from '../college.js';
import { NameIndex } from '../name-index.js';
import { registerCollege } from './register-college.js';

const name = (text: string) => ({ kk: `${text} колледжі`, ru: `Колледж ${text}`, en: `${text} College` });
const teniz = { collegeId: 'teniz', names: name('Теңіз'), shortNames: name('Теңіз'), district: 'aktau' };

const nobody = new NameIndex([]);
const others = new NameIndex([{ ...teniz, collegeId: 'other', aliases: ['МТК'] }]);

describe('registerCollege', () => {
  it('records a college with its names in three languages', () => {
    given(college)
      .when((state) => registerCollege(teniz, state, nobody))
      .then({ type: 'CollegeRegistered', data: teniz });
  });

  it('refuses another college under an id that is taken', () => {
    given(college, { type: 'CollegeRegistered', data: teniz })
      .when((state) => registerCollege({ ...teniz, names: name('Дала') }, state, nobody))
      .refuses('conflict', 'COLLEGE_EXISTS');
  });

  it('stays quiet when the same college is registered again', () => {
    given(college, { type: 'CollegeRegistered', data: teniz })
      .when((state) => registerCollege(teniz, state, nobody))
      .then();
  });

  it.each([
    ['the same names', teniz.names],
    ['a look-alike of a name', name('Tеңіз')],
    ['an alias as its name', { ...name('Дала'), ru: 'MTK' }],
  ])('refuses another id that brings %s of a college', (_, names) => {
    given(college)
      .when((state) => registerCollege({ ...teniz, collegeId: 'teniz-2', names }, state, others))
      .refuses('conflict', 'COLLEGE_NAME_TAKEN');
  });

  it('takes an English name that another college bears', () => {
    const input = { ...teniz, collegeId: 'dala', names: { ...name('Дала'), en: teniz.names.en } };
    given(college)
      .when((state) => registerCollege(input, state, others))
      .then({ type: 'CollegeRegistered', data: input });
  });
});
