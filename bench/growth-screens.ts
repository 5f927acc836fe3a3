import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { prepareGround, type Ground } from './ground.js';
import type { Measure } from './growth-measures.js';
import { LiveStage } from './live-stage.js';
import { rounded } from './measure.js';

export const SCREENS = [10, 100, 1_000, 10_000];
const CHANGES = 30;

export interface ScreensRow {
  sockets: number;
  /** Processor time of one delivery, above what the server uses by itself. */
  microsecondsEach: number;
  p99Ms: number;
  /** Growth of the resident set for each idle socket; see `memoryOfSocket` for whether it says anything. */
  kibibytesEach: number;
}

/** V8 takes memory from the system by pages of this size: less growth than one may be a page that was there already. */
const TOLD_KIB = 256;

/** Those that were there before the memory was first looked at. */
const firstOf = (sockets: number) => Math.ceil(sockets / 50);

/** Memory of an idle socket; with too few of them only what it is below of. */
export function memoryOfSocket({ sockets, kibibytesEach }: ScreensRow): Measure {
  const counted = sockets - firstOf(sockets);
  if (kibibytesEach * counted >= TOLD_KIB) return { unit: 'KiB', value: kibibytesEach };
  return { unit: 'KiB', value: TOLD_KIB / counted, below: true };
}

/** What a delivery, its wait and a socket cost the whole server with so many sockets on one board. */
export async function screensRow(ground: Pick<Ground, 'database'>, sockets: number): Promise<ScreensRow> {
  const stage = await LiveStage.start('ours', ground);
  try {
    const first = firstOf(sockets);
    await stage.open(first);
    const before = await stage.server.ask<number>('memory');
    await stage.open(sockets - first);
    const bytes = (await stage.server.ask<number>('memory')) - before;
    const restMs = sockets > 2_000 ? 400 : 105;
    await stage.changes(CHANGES, restMs);
    await stage.rest(2_000);
    const { perDelivery, report } = await stage.changes(CHANGES, restMs);
    return {
      sockets,
      microsecondsEach: rounded(perDelivery * 1_000),
      p99Ms: rounded(report.p99),
      kibibytesEach: rounded(bytes / (sockets - first) / 1_024),
    };
  } finally {
    await stage.stop();
  }
}

const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

/** The rows as a Markdown table. */
export function screensTable(rows: readonly ScreensRow[]): string {
  const head = ['sockets', 'processor time of a delivery, µs', 'p99, ms', 'memory of a socket, KiB'];
  const cells = rows.map((row) => {
    const { value, below } = memoryOfSocket(row);
    return [row.sockets, row.microsecondsEach, row.p99Ms, `${below ? '< ' : ''}${rounded(value)}`];
  });
  return [head, head.map(() => '---:'), ...cells].map(line).join('\n');
}

/** `growth-screens [--json <file>] [--most <sockets>]`: each size on a server of its own, one after another. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'string' }, most: { type: 'string', default: '10000' } } });
  const ground = await prepareGround({ smoke: false, rounds: 1, seconds: 1 });
  try {
    const rows: ScreensRow[] = [];
    for (const sockets of SCREENS.filter((size) => size <= Number(values.most)))
      rows.push(await screensRow(ground, sockets));
    console.log(screensTable(rows));
    if (values.json) writeFileSync(values.json, `${JSON.stringify({ screens: rows }, null, 2)}\n`);
  } finally {
    await ground.close();
  }
}

if (require.main === module) {
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(2);
    },
  );
}
