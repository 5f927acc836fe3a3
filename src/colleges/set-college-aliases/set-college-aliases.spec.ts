import { given } from '../../../test/support/given.js';
import type { CollegeEvent } from '../../events/college.events.js';
import { college } from '../college.js';
import { NameIndex } from '../name-index.js';
import { setCollegeAliases } from './set-college-aliases.js';

const names = { kk: 'Теңіз колледжі', ru: 'Колледж «Тениз»', en: 'Teniz College' };
const registered: CollegeEvent = {
  type: 'CollegeRegistered',
  data: { collegeId: 'teniz', names, shortNames: names, district: 'aktau' },
};

const dala = { kk: 'Дала колледжі', ru: 'Колледж «Мəңгілік»', en: 'Dala College' };
const index = new NameIndex([{ collegeId: 'dala', names: dala, shortNames: dala, aliases: [] }]);

describe('setCollegeAliases', () => {
  it('records other names of the college, each once', () => {
    given(college, registered)
      .when((state) =>
        setCollegeAliases({ collegeId: 'teniz', aliases: ['МТК', 'МТК', 'Тениз колледж'] }, state, index),
      )
      .then({ type: 'CollegeAliasesSet', data: { collegeId: 'teniz', aliases: ['МТК', 'Тениз колледж'] } });
  });

  it('refuses aliases of a college nobody registered', () => {
    given(college)
      .when((state) => setCollegeAliases({ collegeId: 'dala', aliases: [] }, state, index))
      .refuses('not-found', 'COLLEGE_UNKNOWN');
  });

  it('keeps one of several spellings that read the same', () => {
    given(college, registered)
      .when((state) => setCollegeAliases({ collegeId: 'teniz', aliases: ['МТК', 'MTK', 'мтк'] }, state, index))
      .then({ type: 'CollegeAliasesSet', data: { collegeId: 'teniz', aliases: ['МТК'] } });
  });

  it.each(['Дaла  КОЛЛЕДЖІ', 'колледж Мәңгілік', 'КОЛЛЕДЖ „МӘҢГІЛІК“', 'Дала\u2800колледжі'])(
    'refuses the alias %s, which reads as a name of another college',
    (alias) => {
      given(college, registered)
        .when((state) => setCollegeAliases({ collegeId: 'teniz', aliases: [alias] }, state, index))
        .refuses('conflict', 'ALIAS_TAKEN', 'aliases.0');
    },
  );

  it('stays quiet when the aliases are the same in another order', () => {
    given(college, registered, {
      type: 'CollegeAliasesSet',
      data: { collegeId: 'teniz', aliases: ['МТК', 'Тениз колледж'] },
    })
      .when((state) => setCollegeAliases({ collegeId: 'teniz', aliases: ['Тениз колледж', 'МТК'] }, state, index))
      .then();
  });
});
