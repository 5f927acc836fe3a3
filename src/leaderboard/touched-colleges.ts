import type { DomainEvent, Recorded } from '../../projections/projection.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';

/** Which colleges' standings the events so far may have changed: of an event that names a college that one alone, of any other all. */
export class AffectedColleges {
  private readonly byChallenge = new Map<string, Set<string> | null>();

  /** Gives the challenges that none of the events before was of. */
  add(events: Iterable<Recorded<DomainEvent>>): string[] {
    const found: string[] = [];
    for (const event of events) {
      const challengeId = standingsProjection.key(event);
      if (challengeId === null) continue;
      const college = 'collegeId' in event.data ? event.data.collegeId : null;
      const known = this.byChallenge.get(challengeId);
      if (known === undefined) found.push(challengeId);
      if (college === null) this.byChallenge.set(challengeId, null);
      else if (known) known.add(college);
      else if (known === undefined) this.byChallenge.set(challengeId, new Set([college]));
    }
    return found;
  }

  challenges(): Iterable<string> {
    return this.byChallenge.keys();
  }

  /** Null = all of them. */
  of(challengeId: string): ReadonlySet<string> | null {
    return this.byChallenge.get(challengeId) ?? null;
  }
}
