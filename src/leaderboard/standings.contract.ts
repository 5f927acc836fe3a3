/**
 * What a board is, in REST, on the socket and in exports alike. The schemas are the one source; these are types only: the browser code
 * reads this file too.
 */
import type { z } from 'zod';
import type { board } from './questions.js';
import type * as schema from './standings.schema.js';

export type Board = z.infer<typeof board>;
export type Audience = 'public' | 'staff';

export type StandingsRow = z.infer<typeof schema.standingsRow>;
export type StandingsHead = z.infer<typeof schema.standingsHead>;
export type Standings = z.infer<typeof schema.standings>;
export type StandingsChanged = z.infer<typeof schema.standingsChanged>;
export type StandingsAlive = z.infer<typeof schema.standingsAlive>;

/** `GET /api/challenges/:id/history`. */
export type StandingsHistory = z.infer<typeof schema.standingsHistory>;

/** `GET /api/challenges/:id/news`. */
export type News = z.infer<typeof schema.news>;
export type NewsItem = News['items'][number];

export type ChallengeItem = z.infer<typeof schema.challengeItem>;

/** `GET /api/challenges/:id/colleges/:collegeId/points`. */
export type PointsExplained = z.infer<typeof schema.pointsExplained>;
export type ActionPoints = PointsExplained['actions'][number];
