import { dayOf } from '../../events/day.js';
import { hideSecrets } from '../../observability/secret-mask.js';
import { toStdout } from '../command.js';
import { DemoError, DemoFolder } from './demo-folder.js';
import { requireEmptyHistory, startDemoServer } from './demo-server.js';
import { simulatePast, simulatePresent } from './simulate.js';
import { morningOf, challengeId, seedSeason, TRACKS } from './seed.js';
import type { ServerProcess } from './server-process.js';

const STOP_MS = 20_000;

const HELP = `npm run demo [-- --fresh] [-- --speed N] [-- --lan] [-- --no-install]

  --fresh       delete the previous season and start a new one
  --speed N     simulate N times as fast (0.1 to 100)
  --lan         listen on the local network too
  --no-install  do not install packages

DATA_DIR (./data/demo), PORT (3000, or any free one) and EVENTSTORE_URL (an empty one for a new season) are read from the environment.`;

interface Options {
  fresh: boolean;
  lan: boolean;
  speed: number;
}

/** Null = show the help. Throws DemoError for an unknown option. */
function parseOptions(args: readonly string[]): Options | null {
  const options: Options = { fresh: false, lan: false, speed: 1 };
  for (let index = 0; index < args.length; index += 1) {
    const [word, inline] = args[index]!.split('=', 2);
    if (word === '--help') return null;
    else if (word === '--fresh') options.fresh = true;
    else if (word === '--lan') options.lan = true;
    else if (word === '--speed') options.speed = Number(inline ?? args[(index += 1)]);
    else throw new DemoError(`The demo has no option ${word}; npm run demo -- --help lists them.`);
  }
  if (!(options.speed >= 0.1 && options.speed <= 100)) throw new DemoError('--speed takes a number from 0.1 to 100.');
  return options;
}

function printAddresses(server: ServerProcess, folder: DemoFolder): void {
  const progress = folder.progress();
  const screens = TRACKS.map((track) => `  Screen for the hall   ${server.url}/screen/${challengeId(track, progress)}`);
  toStdout(
    [
      '',
      `  For phones            ${server.url}/`,
      ...screens,
      `  API and its page      ${server.url}/api/docs`,
      `  Health                ${server.url}/api/health/ready`,
      `  Sign in               organiser, reviewer-1, coordinator-qarashash · password ${progress.password}`,
      `  Log of the server     ${folder.serverLog}`,
      '',
    ].join('\n'),
  );
}

async function run(options: Options, signal: AbortSignal): Promise<void> {
  const folder = new DemoFolder(process.env['DATA_DIR'] || './data/demo');
  folder.acquire(options.fresh);
  let server: ServerProcess | null = null;
  try {
    const progress = folder.progress();
    const today = dayOf(new Date());
    if (today > progress.closesOn)
      throw new DemoError('The season of this demo is over: start a new one with npm run demo -- --fresh.');
    folder.setClock(progress.storyDay === null ? null : morningOf(progress.storyDay));
    await requireEmptyHistory(folder, process.env['EVENTSTORE_URL']);
    toStdout('Starting the server …');
    server = await startDemoServer(folder, options.lan);
    if (signal.aborted) return;
    const people = await seedSeason(server, folder, toStdout);
    printAddresses(server, folder);
    await simulatePast(people, folder, today, signal, (day) => toStdout(`Simulating ${day}`));
    if (signal.aborted) return;
    toStdout(`The season has reached today and continues. Ctrl-C stops it; npm run demo resumes it.`);
    await simulatePresent(people, folder, options.speed, signal, toStdout);
  } finally {
    toStdout('Stopping …');
    await server?.end('SIGTERM', STOP_MS);
    folder.release();
  }
}

async function main(): Promise<void> {
  hideSecrets(process.env);
  const options = parseOptions(process.argv.slice(2));
  if (!options) return toStdout(HELP);
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
  await run(options, stop.signal).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(2);
  },
);
