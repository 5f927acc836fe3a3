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
    const before = await stage.server.call<number>('memory');
    await stage.open(sockets - first);
    const bytes = (await stage.server.call<number>('memory')) - before;
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
