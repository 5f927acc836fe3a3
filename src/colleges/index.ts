export {
  college,
  collegeStream,
  registered,
  sameText,
  type CollegeState,
  type Enrolment,
  type RegisteredCollege,
} from './college.js';
export { CollegeRoll } from './college-roll.js';
export { nameKey, namesOf } from './import-roster/college-names.js';
