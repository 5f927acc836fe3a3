import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Outcome } from './takedown-demands.schema.js';

export interface Demand {
  id: string;
  actionId: string | null;
  evidenceId: string | null;
  receivedAt: Date;
  dueOn: string;
  recordedBy: string;
  settledAt: Date | null;
  settledBy: string | null;
  outcome: Outcome | null;
}

const COLUMNS = `id, action_id AS "actionId", evidence_id AS "evidenceId", received_at AS "receivedAt",
  to_char(due_on, 'YYYY-MM-DD') AS "dueOn", recorded_by AS "recordedBy", settled_at AS "settledAt",
  settled_by AS "settledBy", outcome`;

/** The clock of each demand. Its words are in the vault under the same id. */
@Injectable()
export class DemandRows {
  constructor(private readonly database: DataSource) {}

  /** The same id again changes nothing. */
  async add(demand: Pick<Demand, 'id' | 'actionId' | 'evidenceId' | 'receivedAt' | 'dueOn' | 'recordedBy'>) {
    const { id, actionId, evidenceId, receivedAt, dueOn, recordedBy } = demand;
    await this.database.query(
      `INSERT INTO takedown_demands (id, action_id, evidence_id, received_at, due_on, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
      [id, actionId, evidenceId, receivedAt, dueOn, recordedBy],
    );
  }

  async find(id: string): Promise<Demand | null> {
    const [row] = await this.database.query<Demand[]>(`SELECT ${COLUMNS} FROM takedown_demands WHERE id = $1`, [id]);
    return row ?? null;
  }

  /** Open demands first, those that are due first before the others. */
  async list(open: boolean | undefined, limit: number, offset: number): Promise<{ items: Demand[]; total: number }> {
    const where = '($1::boolean IS NULL OR (settled_at IS NULL) = $1)';
    const items = await this.database.query<Demand[]>(
      `SELECT ${COLUMNS} FROM takedown_demands WHERE ${where}
       ORDER BY settled_at IS NOT NULL, due_on, received_at, id LIMIT $2 OFFSET $3`,
      [open ?? null, limit, offset],
    );
    const [counted] = await this.database.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM takedown_demands WHERE ${where}`,
      [open ?? null],
    );
    return { items, total: counted!.total };
  }

  /** False = it was settled before. */
  async settle(id: string, outcome: Outcome, by: string, at: Date): Promise<boolean> {
    const [, count] = await this.database.query<[unknown, number]>(
      `UPDATE takedown_demands SET outcome = $2, settled_by = $3, settled_at = $4 WHERE id = $1 AND settled_at IS NULL`,
      [id, outcome, by, at],
    );
    return count > 0;
  }
}
