export { ExplainPoints } from './explain-points/explain-points.js';
export { GetHistory } from './get-history/get-history.js';
export { GetActivity } from './get-activity/get-activity.js';
export { GetStandings } from './get-standings/get-standings.js';
export { challengeId } from './standings-query.js';
export type { EncodedResponse } from './encoded-response.js';
