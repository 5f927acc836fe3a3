export { ExplainPoints } from './explain-points/explain-points.js';
export { GetHistory } from './get-history/get-history.js';
export { GetNews } from './get-news/get-news.js';
export { GetStandings } from './get-standings/get-standings.js';
export { challengeId } from './questions.js';
export type { ReadyAnswer } from './ready-answer.js';
