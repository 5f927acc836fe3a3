import { z } from 'zod';
import type { CheckpointMoved } from '../lease.js';

export const READ_MODEL_CHANNEL = 'qorzhyn_read_model';

/** PostgreSQL takes less than 8,000 bytes. */
const LARGEST_NOTICE = 7_500;

type Query = (sql: string, values: unknown[]) => Promise<unknown>;

type Notice = [projection: string, generation: number, from: string | null, to: string][];

/**
 * Tells the seats of other processes what was committed. After the commit and on its own: inside the transaction the notice would hold a lock
 * of the whole database while the commit is flushed, and appends need the same lock. One at a time, so that all hear them in order; what
 * comes meanwhile goes together. What cannot be told is found by those who look for themselves.
 */
export class CheckpointNotifier {
  private waiting: CheckpointMoved[] = [];
  private isTelling = false;

  constructor(private readonly query: Query) {}

  notify(moves: readonly CheckpointMoved[]): void {
    this.waiting.push(...moves);
    if (!this.isTelling) void this.run();
  }

  private async run(): Promise<void> {
    this.isTelling = true;
    while (this.waiting.length > 0) {
      const notice: Notice = this.waiting
        .splice(0)
        .map(({ projection, generation, from, to }) => [projection, generation, from, to]);
      const text = JSON.stringify(notice);
      if (text.length > LARGEST_NOTICE) continue;
      await this.query('SELECT pg_notify($1, $2)', [READ_MODEL_CHANNEL, text]).catch(() => undefined);
    }
    this.isTelling = false;
  }
}

const noticeSchema = z.array(z.tuple([z.string(), z.number(), z.string().nullable(), z.string()]));

/** What a notice tells; null = it is none of ours: whoever may use the database may say anything on the channel. */
export function parseNotice(text: string): CheckpointMoved[] | null {
  try {
    const notice: Notice = noticeSchema.parse(JSON.parse(text));
    return notice.map(([projection, generation, from, to]) => ({ projection, generation, from, to }));
  } catch {
    return null;
  }
}
