import { eventSchemas } from '../../src/events/schemas.js';
import type { DomainEvent, Recorded } from '../projection.js';
import { auditTrailProjection } from './audit-trail.projection.js';

const event = {
  id: '00000000-0000-4000-8000-000000000001',
  type: 'SubmissionsClosed',
  data: { challengeId: 'amal' },
  stream: 'challenge-amal',
  revision: 4,
  position: '123',
  metadata: { actor: 'organiser-1', $correlationId: 'c-1', recordedAt: '2026-10-05T07:00:00.000Z', schemaVersion: 1 },
} as Recorded<DomainEvent>;

describe('auditTrailProjection', () => {
  it('records who did what when, without the payload', () => {
    const key = auditTrailProjection.key(event)!;
    const step = auditTrailProjection.when.SubmissionsClosed as unknown as (entry: object, event: object) => object;
    expect(step(auditTrailProjection.initial(key), event)).toEqual({
      eventId: event.id,
      type: 'SubmissionsClosed',
      stream: 'challenge-amal',
      revision: 4,
      actor: 'organiser-1',
      at: '2026-10-05T07:00:00.000Z',
      position: '123',
      correlationId: 'c-1',
    });
  });

  it('has a step for every event type', () => {
    expect(Object.keys(auditTrailProjection.when)).toEqual(Object.keys(eventSchemas));
  });
});
