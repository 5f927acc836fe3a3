export { ExplainPoints, GetActivity, GetHistory, GetStandings } from './standings.queries.js';
export { challengeId } from './standings.schema.js';
export type { EncodedResponse } from './encoded-response.js';
