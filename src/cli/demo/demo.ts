import { dayOf } from '../../events/day.js';
import { DemoFolder, DemoStopped } from './demo-folder.js';
import { DemoServer } from './demo-server.js';
import { playThePast, playThePresent } from './play.js';
import { morningOf, challengeId, setTheStage, TRACKS } from './stage.js';

const HELP = `npm run demo [-- --fresh] [-- --speed N] [-- --lan] [-- --no-install]

  --fresh       forget the season played before and begin anew
  --speed N     play N times as fast (0.1 to 100)
  --lan         listen on the local network too
  --no-install  do not install packages

DATA_DIR (./data/demo) and PORT (3000, or any free one) are read from the environment.`;

interface Wishes {
  fresh: boolean;
  lan: boolean;
  speed: number;
}

/** Throws DemoStopped for what it does not know. */
function wishesOf(words: readonly string[]): Wishes | null {
  const wishes: Wishes = { fresh: false, lan: false, speed: 1 };
  for (let index = 0; index < words.length; index += 1) {
    const [word, inline] = words[index]!.split('=', 2);
    if (word === '--help') return null;
    else if (word === '--fresh') wishes.fresh = true;
    else if (word === '--lan') wishes.lan = true;
    else if (word === '--speed') wishes.speed = Number(inline ?? words[(index += 1)]);
    else throw new DemoStopped(`The demo has no option ${word}; npm run demo -- --help lists them.`);
  }
  if (!(wishes.speed >= 0.1 && wishes.speed <= 100)) throw new DemoStopped('--speed takes a number from 0.1 to 100.');
  return wishes;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

function tellAddresses(server: DemoServer, folder: DemoFolder): void {
  const story = folder.story();
  const screens = TRACKS.map((track) => `  Screen for the hall   ${server.url}/screen/${challengeId(track, story)}`);
  say(
    [
      '',
      `  For phones            ${server.url}/`,
      ...screens,
      `  API and its page      ${server.url}/api/docs`,
      `  Health                ${server.url}/api/health/ready`,
      `  Sign in               organiser, reviewer-1, coordinator-qarashash · password ${story.password}`,
      `  Log of the server     ${folder.serverLog}`,
      '',
    ].join('\n'),
  );
}

async function run(wishes: Wishes, signal: AbortSignal): Promise<void> {
  const folder = new DemoFolder(process.env['DATA_DIR'] || './data/demo');
  folder.take(wishes.fresh);
  let server: DemoServer | null = null;
  try {
    const story = folder.story();
    const today = dayOf(new Date());
    if (today > story.closesOn)
      throw new DemoStopped('The season of this demo is over: start anew with npm run demo -- --fresh.');
    folder.tellTime(story.storyDay === null ? null : morningOf(story.storyDay));
    say('Starting the server …');
    server = await DemoServer.start(folder, wishes.lan);
    if (signal.aborted) return;
    const cast = await setTheStage(server, folder, say);
    tellAddresses(server, folder);
    await playThePast(cast, folder, today, signal, (day) => say(`Playing ${day}`));
    if (signal.aborted) return;
    say(`The season has reached today and goes on; Ctrl-C stops it, npm run demo continues it.`);
    await playThePresent(cast, folder, wishes.speed, signal, say);
  } finally {
    say('Stopping …');
    await server?.stop();
    folder.release();
  }
}

async function main(): Promise<void> {
  const wishes = wishesOf(process.argv.slice(2));
  if (!wishes) return say(HELP);
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
  await run(wishes, stop.signal).catch((error: unknown) => {
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
