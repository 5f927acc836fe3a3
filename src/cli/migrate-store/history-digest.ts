import { createHash, type Hash } from 'node:crypto';
import type { StoredEvent } from '../../event-store/event-store.js';
import { identityLine } from '../backup/history-file.js';
import { ExportedStandings } from '../export/exported-standings.js';

/** Count and hashes of the events read so far, without positions, which differ in each store. */
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

  /** The hash in the manifests of exports and backups. */
  historySha256(): string {
    return this.identity.copy().digest('hex');
  }

  /** The hash of every board of every challenge, public and staff view. */
  standingsSha256(): string {
    const hash = createHash('sha256');
    for (const board of this.challenges.boards())
      hash.update(`${JSON.stringify(board, (key, value: unknown) => (key === 'position' ? undefined : value))}\n`);
    return hash.digest('hex');
  }
}
