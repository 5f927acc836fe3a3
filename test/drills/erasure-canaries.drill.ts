import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { RestartableServer, runCommand } from '../support/server-process.js';
import { CHALLENGE, claimOf, COLLEGES, openWorld, PASSWORD, signIn } from '../support/world.js';
import type { ApiClient } from '../../src/cli/demo/world.js';
import { freePort } from './free-port.js';
import { type Drill, until } from './drill.js';

const COLLEGE = COLLEGES[0];
const canary = (what: string) => `${what}-${randomBytes(9).toString('hex')}`;

/** Words in every place that takes some, by the thing whose erasure removes them. */
const newCanaries = () => ({
  name: canary('name'),
  login: canary('login'),
  link: canary('link'),
  attached: canary('attached'),
  place: canary('place'),
  description: canary('description'),
  replaced: canary('replaced'),
  question: canary('question'),
  answer: canary('answer'),
  rejection: canary('rejection'),
  dispute: canary('dispute'),
  adjustment: canary('adjustment'),
  enrolment: canary('enrolment'),
  mail: canary('mail'),
  browser: canary('browser'),
});
type Canaries = ReturnType<typeof newCanaries>;

/** A photo whose metadata has a word. */
const photoWith = (word: string): Promise<Buffer> =>
  sharp({
    create: {
      width: 640,
      height: 480,
      channels: 3,
      background: '#3a7d44',
      noise: { type: 'gaussian', mean: 90, sigma: 60 },
    },
  })
    .withExif({ IFD0: { ImageDescription: word, Artist: word } })
    .jpeg()
    .toBuffer();

/** Submits, revises, asks, rejects and disputes with the words, under keys, and returns the id of the person. */
async function plant(
  url: string,
  organiser: ApiClient,
  reviewer: ApiClient,
  words: Canaries,
  metadata: string,
): Promise<string> {
  const invited = await organiser.call<{ accountId: string; token: string }>(
    'POST',
    '/api/invitations',
    { role: 'coordinator', collegeId: COLLEGE, name: words.name },
    'invited',
  );
  const person = { login: words.login, password: PASSWORD };
  await new (organiser.constructor as typeof ApiClient)(url).call(
    'POST',
    `/api/invitations/${invited.token}/accept`,
    person,
  );
  const coordinator = await signIn(url, words.login);
  // The mail with the code waits, because nothing listens at the address of the mail server.
  await coordinator.call('PUT', '/api/account/notifications/address', { address: `${words.mail}@example.kz` });
  const keys = { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: 'BTBZMqHH6r4Tts7J_aSIgg' };
  await coordinator.call('POST', '/api/push/subscriptions', {
    endpoint: `https://push.example.kz/${words.browser}`,
    keys,
  });
  const { challengeId, collegeId, ...deed } = claimOf(COLLEGE);
  const claimed = { beneficiaries: { value: 5, precision: 'exact' } };
  const texts = { links: [`https://example.kz/${words.link}`], place: words.place, description: words.description };
  const first = { ...texts, description: words.replaced };
  const at = '/api/actions/canary';
  await coordinator.call('PUT', at, { challengeId, collegeId, ...deed, claimed, ...first }, 'submitted');
  await reviewer.call('POST', `${at}/request-information`, { reason: 'photo-unclear', note: words.question }, 'asked');
  await coordinator.call('POST', `${at}/revise`, { ...deed, claimed, ...texts, answer: words.answer }, 'revised');
  await coordinator.call('POST', `${at}/evidence`, { url: `https://example.kz/${words.attached}` }, 'attached');
  const photo = randomUUID();
  await coordinator.upload(photo, await photoWith(metadata));
  await coordinator.call('POST', `${at}/evidence`, { file: photo, attestation: 'consent' }, 'photo');
  await reviewer.call('POST', `${at}/reject`, { reason: 'not-real', note: words.rejection }, 'rejected');
  await coordinator.call('POST', `${at}/dispute`, { note: words.dispute }, 'disputed');
  const adjustment = { collegeId, points: 7, reason: 'bonus', note: words.adjustment };
  await organiser.call('POST', `/api/challenges/${CHALLENGE}/adjust`, adjustment, 'adjusted');
  const enrolment = { students: 510, asOf: '2026-01-01', source: 'nobd', note: words.enrolment };
  await organiser.call('POST', `/api/colleges/${COLLEGE}/enrolments`, enrolment, 'enrolled');
  return invited.accountId;
}

function* filesUnder(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) yield* filesUnder(file);
    else yield file;
  }
}

/** The canaries in any byte of the files, each with the folder's file that has it. */
function seenIn(words: Readonly<Record<string, string>>, ...folders: string[]): string[] {
  const seen = new Map<string, string>();
  for (const folder of folders)
    for (const file of filesUnder(folder)) {
      const content = readFileSync(file);
      for (const [what, word] of Object.entries(words))
        if (content.includes(word)) seen.set(what, path.relative(folder, file));
    }
  return [...seen].map(([what, file]) => `${what} in ${file}`);
}

async function run(file: string, args: string[], dataDir: string): Promise<string> {
  const ended = await runCommand(`src/cli/${file}`, args, { DATA_DIR: dataDir });
  if (ended.code !== 0) throw new Error(`${file} ended with ${ended.code}: ${ended.out.slice(-600)}`);
  return ended.out;
}

interface Board {
  rows: { collegeId: string; points: number; rank: number }[];
}
const boardOf = async (organiser: ApiClient) => {
  const { rows } = await organiser.call<Board>('GET', `/api/challenges/${CHALLENGE}/standings`);
  return JSON.stringify(rows.map(({ collegeId, points, rank }) => [collegeId, points, rank]));
};

/** Mails link to an address that is known before the start. Nothing listens at the mail server. */
async function mailSettings() {
  const port = await freePort();
  return {
    LOG_LEVEL: 'info',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: 'smtp://127.0.0.1:1',
  };
}

export const erasureCanaries: Drill = {
  name: 'erasure-canaries',
  promise: 'erased words are in no file, log, export, new backup or restored old backup',
  target: '0 places; same points; verified',
  quick: false,
  async run() {
    const words = newCanaries();
    const metadata = canary('metadata');
    const all = Object.keys(words).length;
    const work = mkdtempSync(path.join(tmpdir(), 'qorzhyn-canaries-'));
    const [old, later, out, restored, bare] = ['old', 'later', 'export', 'restored', 'bare'].map((name) =>
      path.join(work, name),
    ) as [string, string, string, string, string];
    const server = await RestartableServer.start(await mailSettings());
    try {
      const { organiser, reviewers } = await openWorld(server.url, server.token);
      const accountId = await plant(server.url, organiser, reviewers[0]!, words, metadata);
      await until('the adjustment on the board', async () => (await boardOf(organiser)).includes(`"${COLLEGE}",7,1`));
      const board = await boardOf(organiser);
      const before = seenIn(words, server.dataDir);
      const photos = [...filesUnder(path.join(server.dataDir, 'evidence'))].length;
      await run('backup/backup.ts', [old], server.dataDir);
      const listed = await run('erase/erase.ts', ['--college', COLLEGE], server.dataDir);
      await run('erase/erase.ts', ['--college', COLLEGE, '--yes'], server.dataDir);
      await run('erase/erase.ts', ['--person', words.login, '--yes'], server.dataDir);
      const same = (await boardOf(organiser)) === board;
      await run('backup/backup.ts', [later], server.dataDir);
      await run('export/export.ts', ['--out', out], server.dataDir);
      const log = server.output;
      await server.end('SIGTERM');
      const list = path.join(server.dataDir, 'erasures.ndjson');
      await run('restore/restore.ts', [old, '--erasures', list, '--unsealed'], restored);
      const unlisted = await run('restore/restore.ts', [old, '--unsealed'], bare);
      const verified = await runCommand('src/cli/verify.ts', [], { DATA_DIR: server.dataDir });
      const left = [
        ...seenIn({ ...words, metadata }, server.dataDir, later, out, restored),
        ...seenIn({ metadata }, old),
        ...[...filesUnder(path.join(server.dataDir, 'evidence'))].map((file) => `a photo in ${file}`),
        ...Object.entries(words).flatMap(([what, word]) => (log.includes(word) ? [`${what} in the log`] : [])),
      ];
      const people = readFileSync(path.join(later, 'accounts.ndjson'), 'utf8').includes(accountId);
      const holds =
        left.length === 0 &&
        photos === 2 &&
        same &&
        verified.code === 0 &&
        !people &&
        listed.includes('Nothing was erased');
      const back = seenIn(words, bare);
      // A text that a revision has replaced is gone from the first backup already.
      const wanted = all - 1;
      return {
        figure: `${left.length} places of ${all} canaries (${before.length} and ${photos} files of a photo before)${left.map((one) => `, ${one}`).join('')}; same points ${same}; verify ${verified.code}`,
        holds,
        control: {
          kind: 'not used',
          figure: `the old backup restored without the list: ${back.length} of ${wanted} canaries; warned ${unlisted.includes('WARNING: without --erasures')}`,
          fails: back.length === wanted && before.length >= wanted && unlisted.includes('WARNING: without --erasures'),
        },
      };
    } finally {
      await server.remove();
      rmSync(work, { recursive: true, force: true });
    }
  },
};
