import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { decode, EventStore } from '../event-store/event-store.js';

/** Numbers left out where some may have been given that no table or event names any more. */
const MARGIN = 1_000;
const LOCK = 7_113_024;

const GIVE = `WITH known AS (SELECT number FROM receipts WHERE action_id = $1), given AS (
    INSERT INTO receipts (number, action_id) SELECT nextval('receipt_numbers'), $1 WHERE NOT EXISTS (SELECT FROM known)
    ON CONFLICT (action_id) DO NOTHING RETURNING number
  )
  SELECT number FROM known UNION ALL SELECT number FROM given`;

/** Gives each action one number, to any number of concurrent senders. Numbers may be skipped and are never given twice. */
@Injectable()
export class ReceiptNumbers {
  private started: Promise<void> | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly store: EventStore,
  ) {}

  async of(actionId: string): Promise<number> {
    await (this.started ??= this.start().catch((error: unknown) => {
      this.started = null;
      throw error;
    }));
    for (;;) {
      const [row] = await this.database.query<{ number: number }[]>(GIVE, [actionId]);
      // Nothing = another sender gave it a number during this statement, and the next statement sees it.
      if (row) return row.number;
    }
  }

  /** A new database beside an older history, as after a loss: its numbers continue above those of the history. */
  private async start(): Promise<void> {
    const last = (await this.isEmpty()) ? await this.lastInHistory() : null;
    if (last === null) return;
    await this.database.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      await manager.query(
        "SELECT setval('receipt_numbers', $1) FROM receipt_numbers WHERE last_value < $1 AND NOT EXISTS (SELECT FROM receipts)",
        [last + MARGIN],
      );
    });
  }

  private async isEmpty(): Promise<boolean> {
    const [row] = await this.database.query<{ empty: boolean }[]>('SELECT NOT EXISTS (SELECT FROM receipts) AS empty');
    return row!.empty;
  }

  /** Concurrent submissions are stored out of order, by far less than the margin. */
  private async lastInHistory(): Promise<number | null> {
    const filter = { types: ['ActionSubmitted'] };
    for await (const stored of this.store.readAll({ direction: 'backwards', max: 1, filter })) {
      const event = decode(stored);
      if (event.type === 'ActionSubmitted') return event.data.receipt ?? null;
    }
    return null;
  }
}
