import { dayOf } from '../../events/day.js';
import { runCommand, toStdout } from '../command.js';
import { DemoError, DemoFolder } from './demo-folder.js';
import { requireEmptyHistory, startDemoServer, STOP_MS } from './demo-server.js';
import { PORTAL_COLLEGE } from './portal-story.js';
import { challengeId, morningOf, seedSeason, TRACKS } from './simulate.js';
import type { ServerProcess } from './server-process.js';

const help = `npm run demo [-- [--fresh] [--speed N] [--lan] [--no-install]]

  --fresh       delete the previous season and start a new one
  --speed N     simulate N times as fast (0.1 to 100)
  --lan         listen on the local network too
  --no-install  do not install packages

DATA_DIR (./data/demo), PORT (3000, or any free one) and EVENTSTORE_URL (an empty one for a new season) are read from the environment.`;

function printAddresses(server: ServerProcess, folder: DemoFolder): void {
  const progress = folder.progress();
  const screens = TRACKS.map((track) => `  Screen for the hall   ${server.url}/screen/${challengeId(track, progress)}`);
  const signIn = (login: string): string => `${server.url}/sign-in?login=${login}#password=${progress.password}`;
  toStdout(`
  For phones            ${server.url}/
${screens.join('\n')}
  API and its page      ${server.url}/api/docs
  Health                ${server.url}/api/health/ready
  Coordinator's portal  ${signIn(`coordinator-${PORTAL_COLLEGE}`)}
  Organiser             ${signIn('organiser')}
  Reviewer              ${signIn('reviewer-1')}
  Auditor               ${signIn('auditor')}
  Password of everyone  ${progress.password}
  Log of the server     ${folder.serverLog}
`);
}

async function run(
  { fresh, lan }: { fresh: boolean; lan: boolean },
  speed: number,
  signal: AbortSignal,
): Promise<void> {
  const folder = new DemoFolder(process.env['DATA_DIR']);
  folder.acquire(fresh);
  let server: ServerProcess | null = null;
  try {
    const progress = folder.progress();
    const today = dayOf(new Date());
    if (today > progress.closesOn)
      throw new DemoError('The season of this demo is over: start a new one with npm run demo -- --fresh.');
    folder.setClock(progress.storyDay === null ? null : morningOf(progress.storyDay));
    await requireEmptyHistory(folder, process.env['EVENTSTORE_URL']);
    toStdout('Starting the server …');
    server = await startDemoServer(folder, lan);
    if (signal.aborted) return;
    const simulation = await seedSeason(server, folder, toStdout);
    printAddresses(server, folder);
    await simulation.past(today, signal, toStdout);
    if (signal.aborted) return;
    toStdout(`The season has reached today and continues. Ctrl-C stops it; npm run demo resumes it.`);
    await simulation.present(speed, signal, toStdout);
  } finally {
    toStdout('Stopping …');
    await server?.end('SIGTERM', STOP_MS);
    folder.release();
  }
}

const flag = { type: 'boolean', default: false } as const;
const options = { fresh: flag, lan: flag, speed: { type: 'string', default: '1' } } as const;

void runCommand({ help, options }, async (values) => {
  const speed = Number(values.speed);
  if (!(speed >= 0.1 && speed <= 100)) throw new DemoError('--speed takes a number from 0.1 to 100.');
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
  await run(values, speed, stop.signal).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  return 0;
}).finally(() => process.exit());
