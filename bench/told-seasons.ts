import { Client } from 'pg';
import type { StoredEvent } from '../src/event-store/event-store.js';
import { CollegesAtWork } from './board-steps.js';
import { whileOthersAreMade } from './long-history.js';

export const COLLEGES = 30;
/** One season after another, as in life: a challenge is over when the next begins. */
export const SEASON = 50_000;
const ROWS = 4_000;

async function insert(client: Client, rows: readonly StoredEvent[]): Promise<void> {
  const of = (field: keyof StoredEvent) => rows.map((row) => row[field]);
  await client.query(
    `INSERT INTO history.events (position, id, revision, stream, type, data, metadata)
     SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[])`,
    [of('position'), of('id'), of('revision'), of('stream'), of('type'), of('data'), of('metadata')],
  );
}

/** Writes a history of so many events; gives which challenge each season is. */
export async function tellSeasons(adminUrl: string, events: number): Promise<string[]> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const seasons: string[] = [];
  await whileOthersAreMade(rowsOf(events, seasons), (rows) => insert(client, rows));
  await client.query('ANALYZE history.events');
  await client.end();
  return seasons;
}

/** Some thousands at a time; `seasons` is told which challenge each is. */
function* rowsOf(events: number, seasons: string[]): Generator<StoredEvent[]> {
  let told = 0;
  while (told < events) {
    const season = new CollegesAtWork(COLLEGES, `season-${seasons.length + 1}`, told);
    seasons.push(season.challengeId);
    let rows = [...season.opening()];
    for (let own = 0; own < SEASON && told < events; rows = []) {
      while (rows.length < Math.min(ROWS, SEASON - own, events - told)) rows.push(...season.batch());
      rows = rows.slice(0, Math.min(SEASON - own, events - told));
      yield rows;
      [own, told] = [own + rows.length, told + rows.length];
    }
  }
}
