import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { Cluster } from '../../src/postgres/embedded/cluster.js';

const PAGE = 8_192;
const HEADER = 24;
const LINE_POINTER = 4;

/** The place of a row in the files of a stopped PostgreSQL. */
export interface RowPlace {
  file: string;
  /** First byte of the row in the file, and how many there are. */
  from: number;
  length: number;
}

/** Finds a row by a condition in the embedded PostgreSQL of a data folder, and stops it afterwards. */
export async function placesOf(dataDir: string, wanted: readonly { table: string; where: string }[]) {
  const cluster = await Cluster.open(dataDir);
  await cluster.start();
  const client = new Client({ connectionString: cluster.url('postgres', 'qorzhyn') });
  await client.connect();
  const found: { file: string; block: number; item: number }[] = [];
  try {
    for (const { table, where } of wanted) {
      const { rows } = await client.query<{ file: string; ctid: string }>(
        `SELECT ctid::text, pg_relation_filepath('${table}') AS file FROM ${table} WHERE ${where}`,
      );
      const [block, item] =
        /\((\d+),(\d+)\)/
          .exec(rows[0]?.ctid ?? '')
          ?.slice(1)
          .map(Number) ?? [];
      if (rows.length !== 1 || block === undefined || item === undefined)
        throw new Error(`${rows.length} rows of ${table} instead of one`);
      found.push({ file: path.join(cluster.folder, 'data', rows[0]!.file), block, item });
    }
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
    await cluster.stop();
  }
  return found.map(({ file, block, item }): RowPlace => {
    const pointer = readFileSync(file).readUInt32LE(block * PAGE + HEADER + (item - 1) * LINE_POINTER);
    return { file, from: block * PAGE + (pointer & 0x7fff), length: pointer >>> 17 };
  });
}

/** Flips one bit where the bytes stand in the row, and gives what flips it back. */
export function flipBit({ file, from, length }: RowPlace, bytes: Buffer, at: number, bit: number): () => void {
  const start = readFileSync(file)
    .subarray(from, from + length)
    .indexOf(bytes);
  if (start < 0) throw new Error(`the row in ${file} has no such bytes`);
  const flip = () => {
    const content = readFileSync(file);
    content[from + start + at]! ^= bit;
    writeFileSync(file, content);
  };
  flip();
  return flip;
}
