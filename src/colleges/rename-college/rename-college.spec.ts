import { given } from '../../../test/support/given.js';
import type { CollegeEvent } from '../../events/college.events.js';
import { college } from '../college.js';
import { NameIndex } from '../name-index.js';
import { renameCollege } from './rename-college.js';

const name = (text: string) => ({ kk: `${text} колледжі`, ru: `Колледж ${text}`, en: `${text} College` });
const before = { collegeId: 'teniz', names: name('Теңіз'), shortNames: name('Теңіз') };
const after = { ...before, names: name('Каспий') };
const registered: CollegeEvent = { type: 'CollegeRegistered', data: { ...before, district: 'aktau' } };

const nobody = new NameIndex([]);

describe('renameCollege', () => {
  it('records the new names', () => {
    given(college, registered)
      .when((state) => renameCollege(after, state, nobody))
      .then({ type: 'CollegeRenamed', data: after });
  });

  it('refuses to rename a college nobody registered', () => {
    given(college)
      .when((state) => renameCollege(after, state, nobody))
      .refuses('not-found', 'COLLEGE_UNKNOWN');
  });

  it('stays quiet when the college has these names already', () => {
    given(college, registered, { type: 'CollegeRenamed', data: after })
      .when((state) => renameCollege(after, state, nobody))
      .then();
  });

  it('refuses the name of another college', () => {
    const index = new NameIndex([{ ...after, collegeId: 'kaspiy', aliases: [] }]);
    given(college, registered)
      .when((state) => renameCollege(after, state, index))
      .refuses('conflict', 'COLLEGE_NAME_TAKEN', 'names.kk');
  });
});
