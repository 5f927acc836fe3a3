import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepareGround } from './ground.js';
import type { Measures } from './growth-measures.js';
import { type Growth, page, type Point } from './growth-page.js';
import { describeMachine } from './machine.js';

const COLLEGES = [30, 770, 100_000];
const SMOKE_COLLEGES = [30, 77];
const FEWEST_EVENTS = 10_000;
const SMOKE_EVENTS = 1_000;

/** Each point in a process of its own, so that none finds the memory as another left it. */
function measure(file: string, order: object): Promise<Measures> {
  const register = path.join(__dirname, '../test/support/register-typescript.cjs');
  const child = fork(path.join(__dirname, file), {
    execArgv: ['--expose-gc', '--max-old-space-size=8192', '-r', register],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', ({ measures, error }: { measures?: Measures; error?: string }) =>
      measures ? resolve(measures) : reject(new Error(error)),
    );
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    child.send(order);
  });
}

async function points(sizes: readonly number[], what: string, at: (size: number) => Promise<Measures>) {
  const measured: Point[] = [];
  for (const size of sizes) {
    console.error(`${size} ${what} …`);
    measured.push({ size, measures: await at(size) });
  }
  return { of: what, points: measured };
}

/** Writes growth.json and growth.md. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'most-events': { type: 'string', default: '1000000' },
      'most-colleges': { type: 'string', default: '100000' },
      smoke: { type: 'boolean', default: false },
      folder: { type: 'string', default: path.join(__dirname, '../docs') },
    },
  });
  const { smoke, folder } = values;
  const most = Number(values['most-events']);
  const sizes: number[] = [];
  for (let events = smoke ? SMOKE_EVENTS : FEWEST_EVENTS; events <= (smoke ? 4_000 : most); events *= smoke ? 4 : 10)
    sizes.push(events);
  const colleges = (smoke ? SMOKE_COLLEGES : COLLEGES).filter((size) => size <= Number(values['most-colleges']));
  const ground = await prepareGround({ smoke, rounds: 1, seconds: 1 });
  try {
    const growth: Growth = {
      machine: await describeMachine(ground),
      series: [
        await points(colleges, 'colleges', (size) => measure('growth-colleges.ts', { colleges: size })),
        await points(sizes, 'events', async (events) =>
          measure('growth-events.ts', { events, database: await ground.database() }),
        ),
      ],
    };
    writeFileSync(path.join(folder, 'growth.json'), `${JSON.stringify(growth, null, 2)}\n`);
    writeFileSync(path.join(folder, 'growth.md'), page(growth));
    console.log(page(growth));
  } finally {
    await ground.close();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(3);
  },
);
