import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { hostileDocuments } from '../../../test/support/hostile-documents.js';
import { CANARY, hostilePictures, photo, scene, TAKEN_AT } from '../../../test/support/hostile-pictures.js';
import { evidenceMessages } from '../evidence.messages.js';
import type { CleanedFile, IntakeResult } from './cleaned-file.js';
import { EvidenceIntake, IntakeBusy } from './evidence-intake.js';
import { IntakeFailed, PROCESS_LIMITS } from './intake-process.js';
import { hammingDistance } from './perceptual-hash.js';

const COMPILER = path.join(__dirname, '../../../test/support/register-typescript.cjs');
const base = mkdtempSync(path.join(tmpdir(), 'qorzhyn-intake-'));
const intake = new EvidenceIntake();
afterAll(async () => {
  await intake.close();
  rmSync(base, { recursive: true, force: true });
});

/** Hands bytes in; the results are in a folder of their own. */
async function take(bytes: Buffer, { by = intake, announced = bytes.length } = {}) {
  const folder = mkdtempSync(path.join(base, 'out-'));
  const file = path.join(base, `${path.basename(folder)}.upload`);
  writeFileSync(file, bytes);
  return by.take({ file, bytes: announced, folder });
}
const cleaned = (result: IntakeResult): CleanedFile => {
  if ('refusal' in result) throw new Error(result.refusal.code);
  return result.cleaned;
};
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('EvidenceIntake', () => {
  it('returns a photo without metadata, its thumbnail, hashes and hint', async () => {
    const bytes = await photo();
    const found = cleaned(await take(bytes));
    const picture = readFileSync(found.file);
    expect(found).toMatchObject({ mediaType: 'image/jpeg', width: 640, height: 480, pages: null });
    expect(found).toMatchObject({ bytes: picture.length, sha256: sha256(picture), originalSha256: sha256(bytes) });
    expect(found.taken).toEqual({ at: TAKEN_AT, place: { lat: 43.65333, lon: 51.1975 } });
    for (const file of [found.file, found.thumbnail!]) {
      expect(readFileSync(file).includes(CANARY)).toBe(false);
      const { exif, xmp, icc, iptc } = await sharp(readFileSync(file)).metadata();
      expect([exif, xmp, icc, iptc]).toEqual([undefined, undefined, undefined, undefined]);
    }
    const { width, height } = await sharp(readFileSync(found.thumbnail!)).metadata();
    expect([width, height]).toEqual([480, 360]);
  });

  it('turns a photo upright and shrinks it to 2,048 pixels', async () => {
    const found = cleaned(await take(await scene(3_000, 2_000).withMetadata({ orientation: 6 }).jpeg().toBuffer()));
    expect([found.width, found.height]).toEqual([1_365, 2_048]);
  });

  it('never enlarges a small photo, and lays transparency on white', async () => {
    const png = await sharp({ create: { width: 20, height: 10, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();
    const found = cleaned(await take(png));
    expect([found.width, found.height]).toEqual([20, 10]);
    expect([...(await sharp(readFileSync(found.file)).raw().toBuffer())].every((value) => value > 250)).toBe(true);
  });

  it('hashes the same photo alike after another size and format', async () => {
    const one = cleaned(await take(await scene(1_600, 1_200).jpeg().toBuffer()));
    const other = cleaned(await take(await scene(1_600, 1_200).resize(800).webp({ quality: 50 }).toBuffer()));
    const foreign = cleaned(await take(await scene(1_600, 1_200, 5).jpeg().toBuffer()));
    expect(hammingDistance(one.perceptualHash!, other.perceptualHash!)).toBeLessThanOrEqual(4);
    expect(hammingDistance(one.perceptualHash!, foreign.perceptualHash!)).toBeGreaterThan(12);
  });

  it('returns a document with its pages and without a thumbnail', async () => {
    const bytes = await hostileDocuments.find(({ name }) => name.includes('an author'))!.bytes();
    expect(bytes.includes(CANARY)).toBe(true);
    const found = cleaned(await take(bytes));
    expect(found).toMatchObject({ mediaType: 'application/pdf', pages: 2, thumbnail: null, perceptualHash: null });
    expect(readFileSync(found.file).includes(CANARY)).toBe(false);
  });

  const quick = [...hostilePictures, ...hostileDocuments].filter(
    ({ name }) => !/MB|16k|25|million|300,000|50,000|packed twice/.test(name),
  );
  it.each(quick.map((one) => [one.name, one] as const))('takes %s for what it is', async (_name, one) => {
    const result = await take(await one.bytes(), { announced: one.announced });
    expect('refusal' in result ? result.refusal.code : 'cleaned').toBe(one.outcome);
  });

  it('leaves nothing in the folder of a refused file', async () => {
    const folder = mkdtempSync(path.join(base, 'refused-'));
    const file = path.join(base, 'refused.upload');
    writeFileSync(file, '<svg/>');
    expect(await intake.take({ file, bytes: 6, folder })).toEqual({ refusal: { code: 'EVIDENCE_TYPE', params: {} } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('has a sentence for every code of the hostile files', () => {
    const codes = [...hostilePictures, ...hostileDocuments].map(({ outcome }) => outcome);
    const missing = codes.filter((code) => code !== 'cleaned' && !(code in evidenceMessages.kk));
    expect(missing).toEqual([]);
  });
});

/** The start of the process takes fewer; its parser takes very many. */
const BUSY_TICKS = 200;
/** Only Linux shows the processes as files. */
const onLinux = process.platform === 'linux' ? it : it.skip;

describe('the process of the intake', () => {
  const own = async (
    limits: Partial<typeof PROCESS_LIMITS>,
    work: (by: EvidenceIntake) => Promise<void>,
    waiting = 32,
  ) => {
    const by = new EvidenceIntake({ ...PROCESS_LIMITS, ...limits }, waiting);
    await work(by).finally(() => by.close());
  };
  const tooComplex = { refusal: { code: 'EVIDENCE_TOO_COMPLEX', params: {} } };

  it('is killed at its limit of memory and replaced', () =>
    own({ memoryBytes: 170_000_000 }, async (by) => {
      const large = await scene(5_000, 4_000).png({ compressionLevel: 1, progressive: true }).toBuffer();
      expect(await take(large, { by })).toEqual(tooComplex);
      expect(cleaned(await take(await photo(), { by })).width).toBe(640);
    }));

  it('is killed at its limit of time and replaced', () =>
    own({ fileMs: 2_500 }, async (by) => {
      const slow = hostileDocuments.find(({ name }) => name.includes('million digits'))!;
      expect(await take(await slow.bytes(), { by })).toEqual(tooComplex);
      expect(cleaned(await take(await photo(), { by })).width).toBe(640);
    }));

  it('refuses more files than may wait, and takes them later', () =>
    own(
      {},
      async (by) => {
        const bytes = await photo();
        const results = await Promise.allSettled([1, 2, 3].map(() => take(bytes, { by })));
        expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
        expect((results[2] as PromiseRejectedResult).reason).toBeInstanceOf(IntakeBusy);
        expect(cleaned(await take(bytes, { by })).width).toBe(640);
      },
      2,
    ));

  onLinux('ends by itself when its server is killed at work', async () => {
    const slow = await hostileDocuments.find(({ name }) => name.includes('million digits'))!.bytes();
    const file = path.join(base, 'slow');
    writeFileSync(file, slow);
    const upload = JSON.stringify({ file, bytes: slow.length, folder: mkdtempSync(path.join(base, 'out-')) });
    const code = `const [{ EvidenceIntake }, { PROCESS_LIMITS }] = process.argv.slice(1).map(require);
      const children = () => require('fs').readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8').trim();
      void new EvidenceIntake({ ...PROCESS_LIMITS, fileMs: 600_000 }).take(${upload});
      setInterval(() => children() && console.log(children()), 500);`;
    const sources = ['evidence-intake.ts', 'intake-process.ts'].map((name) => path.join(__dirname, name));
    const server = spawn(process.execPath, ['-r', COMPILER, '-e', code, ...sources], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [line] = (await once(server.stdout, 'data')) as [Buffer];
      const worker = Number(String(line).split(/\s/)[0]);
      const file = (name: string) => readFileSync(`/proc/${worker}/${name}`, 'utf8');
      while (Number(file('stat').split(') ')[1]!.split(' ')[11]) < BUSY_TICKS) await pause(50);
      server.kill('SIGKILL');
      const isAlive = () => existsSync(`/proc/${worker}`) && !file('stat').includes(') Z ');
      while (isAlive()) await pause(50);
    } finally {
      server.kill('SIGKILL');
    }
  });

  it('reports a missing upload as a fault, not as a refusal', async () => {
    const upload = { file: path.join(base, 'missing'), bytes: 1, folder: base };
    await expect(intake.take(upload)).rejects.toThrow(IntakeFailed);
    await expect(intake.take(upload)).rejects.toThrow('ENOENT');
  });

  it('fails a file under way when it is closed', () =>
    own({}, async (by) => {
      const under = take(await photo(), { by });
      await by.close();
      await expect(under).rejects.toThrow(IntakeFailed);
    }));
});
