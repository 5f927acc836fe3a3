import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepareGround, type Ground } from './ground.js';
import type { Measures } from './growth-measures.js';
import { type Growth, page, type Part, PARTS, type Point, type Run, type Series } from './growth-page.js';
import { SCREENS, screensRow, type ScreensRow } from './growth-screens.js';
import { LiveStage } from './live-stage.js';
import { describeMachine } from './machine.js';
import { RpcProcess } from './rpc-process.js';
import { soak } from './soak.js';

const COLLEGES = [30, 770, 100_000];
const SMOKE_COLLEGES = [30, 77];
const FEWEST_EVENTS = 10_000;
const SMOKE_EVENTS = 1_000;

/** Each point in a process of its own, so that none finds the heap of another. */
async function measure(what: 'colleges' | 'events' | 'lists', body: object): Promise<Measures> {
  const child = RpcProcess.start('measure-process.ts', ['--max-old-space-size=8192']);
  try {
    return await child.call<Measures>(what, body);
  } finally {
    await child.stop();
  }
}

async function points(
  sizes: readonly number[],
  what: 'colleges' | 'events' | 'lists',
  at: (size: number) => Promise<Measures>,
): Promise<Series> {
  const measured: Point[] = [];
  for (const size of sizes) {
    console.error(`${what}: ${size} …`);
    measured.push({ size, measures: await at(size) });
  }
  return { of: what, points: measured };
}

const SMOKE_SCREENS = [10, 50];
const SOAK_SCREENS = 500;
const SOAK_ACTIONS = 1_000;

async function screenRows(ground: Ground, sizes: readonly number[]): Promise<ScreensRow[]> {
  const rows: ScreensRow[] = [];
  for (const sockets of sizes) {
    console.error(`${sockets} screens …`);
    rows.push(await screensRow(ground, sockets));
  }
  return rows;
}

async function soaked(ground: Ground, seconds: number) {
  console.error(`${seconds} s of work …`);
  const stage = await LiveStage.start('ours', ground);
  try {
    await stage.open(ground.smoke ? SMOKE_SCREENS[1]! : SOAK_SCREENS);
    return await soak(stage, seconds, ground.smoke ? 20 : SOAK_ACTIONS);
  } finally {
    await stage.stop();
  }
}

/** The option that says how far each part is measured. */
const EXTENT = {
  colleges: 'most-colleges',
  events: 'most-events',
  lists: 'most-events',
  screens: 'most-screens',
  soak: 'soak-minutes',
} as const;

/** Writes growth.json and growth.md; `--only` measures some parts and leaves the others. */
export async function growth(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      'most-events': { type: 'string', default: '1000000' },
      'most-colleges': { type: 'string', default: '100000' },
      'most-screens': { type: 'string', default: '10000' },
      'soak-minutes': { type: 'string', default: '25' },
      only: { type: 'string', multiple: true, default: [...PARTS] },
      smoke: { type: 'boolean', default: false },
      folder: { type: 'string', default: path.join(__dirname, '../docs') },
    },
  });
  const { smoke, folder, only } = values;
  const unknown = only.find((part) => !PARTS.some((one) => one === part));
  if (unknown) throw new Error(`there is no ${unknown}; there are: ${PARTS.join(', ')}`);
  const most = Number(values['most-events']);
  const sizes: number[] = [];
  for (let events = smoke ? SMOKE_EVENTS : FEWEST_EVENTS; events <= (smoke ? 4_000 : most); events *= smoke ? 4 : 10)
    sizes.push(events);
  const colleges = (smoke ? SMOKE_COLLEGES : COLLEGES).filter((size) => size <= Number(values['most-colleges']));
  const screens = (smoke ? SMOKE_SCREENS : SCREENS).filter((size) => size <= Number(values['most-screens']));
  const file = path.join(folder, 'growth.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Growth) : null;
  const before = (of: string) => known?.series.filter((one) => one.of === of) ?? [];
  const options = (part: Part) => (smoke ? '--smoke' : `--${EXTENT[part]} ${values[EXTENT[part]]}`);
  const ground = await prepareGround({ smoke, rounds: 1, seconds: 1 });
  try {
    const machine = await describeMachine(ground);
    const on = new Date().toISOString().slice(0, 10);
    const runs = PARTS.filter((part) => only.includes(part)).map((part): [Part, Run] => [
      part,
      { on, machine, options: options(part) },
    ]);
    const result: Growth = {
      ...known,
      runs: { ...known?.runs, ...Object.fromEntries(runs) },
      series: [
        ...(only.includes('colleges')
          ? [await points(colleges, 'colleges', (size) => measure('colleges', { colleges: size }))]
          : before('colleges')),
        ...(only.includes('events')
          ? [
              await points(sizes, 'events', async (events) =>
                measure('events', { events, database: await ground.database() }),
              ),
            ]
          : before('events')),
        ...(only.includes('lists')
          ? [
              await points(sizes, 'lists', async (events) =>
                measure('lists', { events, database: await ground.database() }),
              ),
            ]
          : before('lists')),
      ],
    };
    if (only.includes('screens')) result.screens = await screenRows(ground, screens);
    if (only.includes('soak')) result.soak = await soaked(ground, smoke ? 12 : Number(values['soak-minutes']) * 60);
    writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
    writeFileSync(path.join(folder, 'growth.md'), page(result));
    console.log(page(result));
    return 0;
  } finally {
    await ground.close();
  }
}
