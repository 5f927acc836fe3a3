import { auditTrailProjection } from '../../projections/audit-trail/audit-trail.projection.js';
import { challengesProjection } from '../../projections/challenges/challenges.projection.js';
import { collegeJournalProjection } from '../../projections/college-journal/college-journal.projection.js';
import { collegesProjection } from '../../projections/colleges/colleges.projection.js';
import { reviewQueueProjection } from '../../projections/review-queue/review-queue.projection.js';
import { documentRunner } from './document-runner.js';
import type { ProjectionDefinition } from './runner.js';

/** Every projection whose documents the engine keeps by key; one that is not in this list is not kept up to date. */
export const documentProjections: readonly ProjectionDefinition[] = [
  documentRunner(auditTrailProjection),
  documentRunner(challengesProjection),
  documentRunner(collegesProjection),
  documentRunner(reviewQueueProjection),
  documentRunner(collegeJournalProjection),
];
