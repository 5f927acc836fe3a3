import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepareGround } from '../ground.js';
import { describeMachine } from '../machine.js';
import { rounded } from '../measure.js';
import type { Capacity, Costs, Sizes } from './figures.js';
import { historyCosts } from './history-costs.js';
import { render } from './page.js';
import { screenCosts } from './screen-costs.js';

const docs = path.join(__dirname, '../../docs');
const FULL: Sizes = { events: 20_000, steps: 300, sockets: 2_000, seconds: 5 };
const SMOKE: Sizes = { events: 500, steps: 10, sockets: 50, seconds: 1 };

/** `--render` writes the page from the figures there are; `--smoke` measures little and writes nothing. */
export async function capacity(args: string[]): Promise<number> {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ args, options: { smoke: flag, render: flag } });
  const figures = path.join(docs, 'capacity.json');
  if (values.smoke) {
    console.log(JSON.stringify((await measure(true)).costs, null, 2));
    return 0;
  }
  if (!values.render) writeFileSync(figures, `${JSON.stringify(await measure(false), null, 2)}\n`);
  const known = existsSync(figures) ? (JSON.parse(readFileSync(figures, 'utf8')) as Capacity) : null;
  writeFileSync(path.join(docs, 'capacity.md'), render(known));
  console.log('docs/capacity.md is written');
  return 0;
}

async function measure(smoke: boolean): Promise<Capacity> {
  const sizes = smoke ? SMOKE : FULL;
  const ground = await prepareGround({ smoke, rounds: 1, seconds: sizes.seconds });
  try {
    const machine = await describeMachine(ground);
    const costs = { ...(await historyCosts(ground, sizes)), ...(await screenCosts(ground, sizes)) };
    const short = Object.fromEntries(Object.entries(costs).map(([name, value]) => [name, rounded(value)]));
    const { events, steps, sockets } = sizes;
    return {
      at: new Date().toISOString(),
      machine,
      sizes: { events, steps, sockets },
      costs: short as unknown as Costs,
    };
  } finally {
    await ground.close();
  }
}
