export {
  college,
  collegeStream,
  registered,
  requireActive,
  requirePastEnrolment,
  sameText,
  type CollegeState,
  type RegisteredCollege,
} from './college.js';
export { CollegeDirectory } from './college-directory.js';
export { type CollegeSource, collegeSources } from './college-sources.js';
export { NameIndex } from './name-index.js';
export { GetCollege } from './get-college/get-college.js';
