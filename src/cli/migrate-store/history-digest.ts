import { createHash, type Hash } from 'node:crypto';
import type { StoredEvent } from '../../event-store/event-store.js';
import { identityLine } from '../backup/history-file.js';
import { ExportedStandings } from '../export/exported-standings.js';

/** What a history amounts to as far as it was read: all but the positions, which each store gives by itself. */
export class HistoryDigest {
  count = 0;
  /** Position of the last event; null = none yet. */
  last: string | null = null;
  private readonly identity: Hash = createHash('sha256');
  private readonly challenges = new ExportedStandings();

  add(event: StoredEvent): void {
    this.identity.update(`${identityLine(event)}\n`);
    this.challenges.fold(event);
    this.count += 1;
    this.last = event.position;
  }

  /** The hash that exports and backups have in their manifest. */
  historySha256(): string {
    return this.identity.copy().digest('hex');
  }

  /** Of every board of every challenge, for the public and for the staff. */
  standingsSha256(): string {
    const hash = createHash('sha256');
    for (const told of this.challenges.boards())
      hash.update(`${JSON.stringify(told, (key, value: unknown) => (key === 'position' ? undefined : value))}\n`);
    return hash.digest('hex');
  }
}
