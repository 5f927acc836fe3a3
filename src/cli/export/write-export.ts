import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../../config/environment.js';
import { decode, isKnownType } from '../../event-store/codec.js';
import { openEventStore } from '../../event-store/event-store.module.js';
import type { StoredEvent } from '../../event-store/event-store.js';
import { audiences, boards, ChallengeBoards } from '../../leaderboard/challenge-boards.js';
import { standingsProjection } from '../../../projections/standings/standings.projection.js';
import { writeHistory } from '../backup/history-file.js';
import { writeText } from '../backup/line-file.js';
import { newFolder, writeManifest, type Manifest } from '../backup/manifest.js';
import { openDatabase } from '../backup/open-database.js';
import { Progress } from '../backup/progress.js';

type Say = (line: string) => void;
const quiet = { log: () => undefined, warn: () => undefined, error: () => undefined };

/** The history up to its present end and the standings that follow from it. Writes to the folder alone. */
export async function writeExport(folder: string, environment: Environment, say: Say): Promise<Manifest['history']> {
  const madeAt = new Date().toISOString();
  const { environment: here, close } = await openDatabase(environment, false);
  try {
    const { EVENTSTORE_URL: eventStoreUrl, DATABASE_URL: databaseUrl } = here;
    const source = await openEventStore({ eventStoreUrl, databaseUrl, adminUrl: databaseUrl, log: quiet });
    try {
      await newFolder(folder);
      const challenges = new Challenges();
      const progress = new Progress('events', say);
      const history = await writeHistory(folder, source.readAll(), progress, (event) => challenges.fold(event));
      progress.end();
      const parts = await challenges.write(folder);
      say(`standings of ${parts.length} challenges`);
      for (const stream of challenges.broken) say(`${stream} has an event that cannot be folded and is shown up to it`);
      const store = eventStoreUrl === undefined ? 'postgresql' : 'eventstoredb';
      await writeManifest(folder, { format: 'qorzhyn-export', version: 1, madeAt, store, history, parts });
      return history;
    } finally {
      await source.close();
    }
  } finally {
    await close();
  }
}

/** Every challenge's boards, folded while the history passes. */
class Challenges {
  private readonly byId = new Map<string, ChallengeBoards>();
  /** Streams with an event that cannot be folded: as on the live boards, they end before it. */
  readonly broken = new Set<string>();

  fold(stored: StoredEvent): void {
    if (this.broken.has(stored.stream)) return;
    try {
      this.step(stored);
    } catch {
      this.broken.add(stored.stream);
    }
  }

  private step(stored: StoredEvent): void {
    if (isKnownType(stored.type) && !standingsProjection.when[stored.type]) return;
    const event = decode(stored);
    const id = standingsProjection.key(event);
    if (id === null) return;
    const challenge = this.byId.get(id) ?? ChallengeBoards.of(id);
    this.byId.set(id, challenge);
    challenge.fold(event);
  }

  async write(folder: string): Promise<Manifest['parts']> {
    await mkdir(path.join(folder, 'standings'));
    const parts: Manifest['parts'] = [];
    for (const [id, challenge] of this.byId) {
      const file = `standings/${id}.json`;
      const told = Object.fromEntries(
        audiences.map((audience) => [
          audience,
          Object.fromEntries(boards.map((board) => [board, challenge.board(audience, board)])),
        ]),
      );
      parts.push({ file, ...(await writeText(path.join(folder, file), JSON.stringify(told))) });
    }
    return parts;
  }
}
