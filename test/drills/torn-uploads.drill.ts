import { hash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { RestartableServer } from '../support/server-process.js';
import { cookieOf, openWorld } from '../support/world.js';
import { type Drill, random, until } from './drill.js';
import { type Carried, UploadLanes } from './upload-lanes.js';

const LANES = 3;
const CUTS = [0, 0.01, 0.5, 0.99];
const PHOTOS = 4;

/** A photo of about 400 kB. */
async function photoOf(draw: () => number): Promise<Buffer> {
  const [width, height] = [900, 600];
  const noise = Buffer.from(Array.from({ length: width * height * 3 }, () => Math.floor(draw() * 256)));
  return sharp(noise, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer();
}

const filesUnder = (folder: string): string[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
const uploadsOf = ({ dataDir }: RestartableServer) => path.join(dataDir, 'uploads');
const evidenceOf = ({ dataDir }: RestartableServer) => path.join(dataDir, 'evidence');

/** Files that belong to no row: parts after their upload, and files that no upload made. */
function orphans(server: RestartableServer, ids: ReadonlySet<string>): string[] {
  const kept = filesUnder(evidenceOf(server)).filter((file) => !ids.has(path.basename(file).replace(/-small$/, '')));
  return [...readdirSync(uploadsOf(server)), ...kept];
}

/** Actions whose file is not the one that a whole upload of the photo becomes. */
async function torn(lanes: UploadLanes, done: readonly Carried[], whole: readonly string[]): Promise<number> {
  let wrong = 0;
  for (const { id, actionId, photo } of done) {
    const [file, ...more] = await lanes.evidence(actionId);
    const isWhole = file?.id === id && file.hash === whole[photo] && file.served === file.bytes && more.length === 0;
    if (!isWhole) wrong += 1;
  }
  return wrong;
}

/** Cuts one upload at each share of what is left, then lets it arrive. Returns the cuts after which it began again. */
async function cuts(lanes: UploadLanes, photos: readonly Buffer[]): Promise<number> {
  let lost = 0;
  for (const [photo, share] of CUTS.entries()) {
    const id = randomUUID();
    const bytes = photos[photo]!;
    await lanes.begin(id, photo);
    await lanes.cut(id, bytes, share);
    const least = Math.floor(bytes.length * share);
    await until('the bytes before the cut', async () => (await lanes.offset(id)) >= least, 5_000).catch(
      () => (lost += 1),
    );
    await lanes.carry(photo, id);
  }
  return lost;
}

async function kills(server: RestartableServer, lanes: UploadLanes, count: number, draw: () => number): Promise<void> {
  lanes.start(LANES);
  for (let round = 0; round < count; round += 1) {
    const before = lanes.sent;
    await until('bytes under way', () => lanes.sent > before);
    await pause(draw() * 400);
    await server.end('SIGKILL');
    await server.start();
  }
  await lanes.end();
}

/** Starts again, so that the sweeps run, after strays were put in. */
async function swept(server: RestartableServer, ids: ReadonlySet<string>): Promise<string[]> {
  const key = randomUUID();
  const folder = path.join(evidenceOf(server), hash('sha256', key).slice(0, 2));
  mkdirSync(folder, { recursive: true });
  for (const file of [path.join(uploadsOf(server), randomUUID()), path.join(folder, key)])
    writeFileSync(file, 'half a file');
  // Another process may write, so leftovers of a write go after a day.
  for (const file of filesUnder(evidenceOf(server)))
    if (path.basename(file).startsWith('.')) utimesSync(file, new Date(0), new Date(0));
  const strays = orphans(server, ids).length;
  await server.end('SIGTERM');
  await server.start();
  await until('the sweep', () => orphans(server, ids).length === 0, 20_000).catch(() => undefined);
  if (strays < 2) throw new Error('the strays were not seen');
  return orphans(server, ids);
}

export const tornUploads: Drill = {
  name: 'torn-uploads',
  promise: 'an upload that is cut continues where it was, and evidence is never half a file',
  target: '0 begun again, 0 torn, 0 orphans after the sweep',
  quick: false,
  async run(seed, smoke) {
    const draw = random(seed);
    const photos = await Promise.all(Array.from({ length: PHOTOS }, () => photoOf(draw)));
    const server = await RestartableServer.start();
    try {
      await openWorld(server.url, server.token);
      const lanes = new UploadLanes(server, await cookieOf(server.url, 'organiser'), photos);
      const whole: string[] = [];
      for (const photo of photos.keys()) {
        const { actionId } = await lanes.carry(photo);
        whole.push((await lanes.evidence(actionId))[0]!.hash);
      }
      const lost = await cuts(lanes, photos);
      const count = smoke ? 10 : 50;
      await kills(server, lanes, count, draw);
      const { done, continuedAt } = lanes;
      const ids = new Set(done.map(({ id }) => id));
      const left = await swept(server, ids);
      const wrong = await torn(lanes, done, whole);
      const inTheMiddle = continuedAt.filter((offset) => offset > 0).length;
      const planted = filesUnder(evidenceOf(server)).find((file) => path.basename(file) === done.at(-1)!.id)!;
      truncateSync(planted, Math.floor(statSync(planted).size / 2));
      writeFileSync(path.join(uploadsOf(server), randomUUID()), 'half a file');
      const found = await torn(lanes, done, whole);
      const stray = orphans(server, ids).length;
      return {
        figure: `${count} kills, ${done.length} files, ${inTheMiddle} continued in the middle; begun again ${lost}, torn ${wrong}, orphans ${left.length}${left
          .slice(0, 3)
          .map((file) => `, ${path.basename(file)}`)
          .join('')}`,
        holds: lost === 0 && wrong === 0 && left.length === 0 && inTheMiddle > 0 && ids.size === done.length,
        control: {
          kind: 'fault put in',
          figure: `a stored file cut in half and a part without a row: torn ${found}, orphans ${stray}`,
          fails: found === wrong + 1 && stray === left.length + 1,
        },
      };
    } finally {
      await server.remove();
    }
  },
};
