export { type CollegePoints, GetCollegePoints, ListOpenDecisions } from './explain-points/get-college-points.js';
export { ExplainPoints } from './explain-points/explain-points.handler.js';
export { GetActivity, GetHistory, GetStandings } from './get-standings/get-standings.handler.js';
export { ListAfterFinal } from './list-after-final/list-after-final.js';
export { PointsOfActions } from './points-of-actions/points-of-actions.handler.js';
export { challengeId } from './standings.schema.js';
export { actionPoints } from './explanation.schema.js';
export { audienceOf } from './standings.schema.js';
export type { EncodedResponse } from './encoded-response.js';
