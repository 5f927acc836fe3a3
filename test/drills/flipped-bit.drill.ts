import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Cluster } from '../../src/postgres/embedded/cluster.js';
import { boardKey } from '../../src/leaderboard/board-documents.js';
import { type Drill, until } from './drill.js';
import { flipBit, placesOf, type RowPlace } from './heap-files.js';
import { CHALLENGE, COLLEGES, cookieOf, openWorld } from '../support/world.js';
import { RestartableServer, runCommand } from '../support/server-process.js';

const [OTHER, DAMAGED, LAST] = COLLEGES;
/** Points of the action whose rows are damaged: as JSON text in the history, as PostgreSQL's numeric in a document. */
const POINTS = 7_777;
const TEXT = Buffer.from(`"beneficiaries":${POINTS}`);
/** A short numeric: its header without scale and weight, and one digit of base 10,000. */
const NUMERIC = Buffer.from([0x00, 0x80, POINTS & 0xff, POINTS >> 8]);
/** With this bit the number is another one, which could be right just as well. */
const BIT = 2;
const TOLD = /invalid page in block/;
const SETTLED_MS = 30_000;

/** The board now and before the last approval: points by college, or the status of an error response. */
interface Boards {
  now: string;
  then: string;
}

/** Responses before the damage. */
interface Right extends Boards {
  action: string;
  position: string;
  cookies: { organiser: string; reviewer: string };
}

/** Symptoms of damaged files: responses, log lines, result of verify. */
interface Said extends Boards {
  decision: number;
  isLogged: boolean;
  verify: { code: number | null; lastLine: string };
}

async function pointsAt(url: string, cookie: string, question = ''): Promise<string> {
  const answer = await fetch(`${url}/api/challenges/${CHALLENGE}/standings${question}`, { headers: { cookie } });
  if (!answer.ok) return String(answer.status);
  const { rows } = (await answer.json()) as { rows: { collegeId: string; points: number }[] };
  return rows.map(({ collegeId, points }) => `${collegeId} ${points}`).join();
}

async function boards(url: string, { position, cookies }: Pick<Right, 'position' | 'cookies'>): Promise<Boards> {
  const now = await pointsAt(url, cookies.organiser);
  return { now, then: await pointsAt(url, cookies.organiser, `?position=${position}`) };
}

/** Approved actions and the boards that follow from them; the server is stopped afterwards. */
async function begin(dataDir: string, others: number): Promise<Right> {
  const server = await RestartableServer.start({}, dataDir);
  try {
    const { reviewers, submit, organiser } = await openWorld(server.url, server.token);
    const approve = async (college: string, points: number) => {
      const action = await submit(college);
      const body = { verified: { beneficiaries: points } };
      const at = `/api/actions/${action}/approve`;
      return { action, ...(await reviewers[0]!.call<{ position: string }>('POST', at, body)) };
    };
    const { action } = await approve(DAMAGED, POINTS);
    for (let n = 1; n < others; n += 1) await approve(OTHER, 10 + n);
    const { position } = await approve(OTHER, 10);
    const last = await approve(LAST, 1);
    await organiser.call('GET', `/api/challenges/${CHALLENGE}/standings?atLeast=${last.position}`);
    const cookies = {
      organiser: await cookieOf(server.url, 'organiser'),
      reviewer: await cookieOf(server.url, 'reviewer-0'),
    };
    return { action, position, cookies, ...(await boards(server.url, { position, cookies })) };
  } finally {
    await server.end('SIGTERM');
  }
}

async function ask(dataDir: string, right: Right): Promise<Said> {
  const server = await RestartableServer.start({}, dataDir, { isBroken: true });
  try {
    await until('the start', async () => (await server.ready()) || TOLD.test(server.output), SETTLED_MS);
    const [found, decision] = await Promise.all([
      boards(server.url, right),
      fetch(`${server.url}/api/actions/${right.action}/approve`, {
        method: 'POST',
        headers: { cookie: right.cookies.reviewer, 'content-type': 'application/json' },
        body: JSON.stringify({ verified: { beneficiaries: 1 } }),
      }),
    ]);
    await server.end('SIGTERM');
    const verify = await runCommand('src/cli/verify.ts', [], { DATA_DIR: dataDir });
    return { ...found, decision: decision.status, isLogged: TOLD.test(server.output), verify };
  } finally {
    await server.end('SIGTERM');
  }
}

const isFault = (said: string) => said === '500' || said === '503';
const isTold = ({ isLogged, verify }: Said) => isLogged && verify.code !== 0 && TOLD.test(verify.lastLine);
const isWrong = (said: string, right: string) => said !== right && !isFault(said);
const wrongOf = (said: Said, right: Right) =>
  [isWrong(said.now, right.now), isWrong(said.then, right.then)].filter(Boolean).length;
/** The state of a board: right, wrong, or an error. */
const short = (said: string, right: string) => (isFault(said) ? said : said === right ? 'right' : 'WRONG');
const told = (said: Said, right: Right) =>
  `board ${short(said.now, right.now)}, as it was ${short(said.then, right.then)}, a decision ${said.decision}, ${said.isLogged ? 'in the log' : 'NOT in the log'}, verify ${said.verify.code}`;

export const flippedBit: Drill = {
  name: 'flipped-bit',
  promise: 'a flipped bit on disk is detected and never changes a board',
  target:
    'in the history and in a document of a board: wrong boards 0; requests fail, log and verify name the page; with checksums ignored: verify 1',
  quick: false,
  async run(_seed, smoke) {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'qorzhyn-bit-'));
    try {
      const right = await begin(dataDir, smoke ? 2 : 40);
      const key = `${boardKey(CHALLENGE, 'total', 'staff')}${DAMAGED}`;
      const [event, document] = (await placesOf(dataDir, [
        { table: 'history.events', where: `stream = 'action-${right.action}' AND type = 'ActionApproved'` },
        { table: 'read_model.document', where: `projection = 'standings' AND key = '${key}'` },
      ])) as [RowPlace, RowPlace];
      const flipEvent = () => flipBit(event, TEXT, TEXT.length - 4, BIT);
      const flipDocument = () => flipBit(document, NUMERIC, 2, BIT);

      const mend = flipEvent();
      const inHistory = await ask(dataDir, right);
      mend();
      flipDocument();
      const inDocument = await ask(dataDir, right);

      flipEvent();
      const settings = path.join(path.dirname(document.file), '..', '..', 'postgresql.conf');
      appendFileSync(settings, 'ignore_checksum_failure = on\n');
      const unlooked = await ask(dataDir, right);
      const wrong = wrongOf(inHistory, right) + wrongOf(inDocument, right);
      return {
        figure: `wrong boards ${wrong}; history: ${told(inHistory, right)}: ${inHistory.verify.lastLine.slice(0, 70)}; document: ${told(inDocument, right)}; without checksums verify ${unlooked.verify.code}`,
        holds:
          wrong === 0 &&
          [inHistory, inDocument].every(isTold) &&
          isFault(inHistory.then) &&
          inHistory.decision === 503 &&
          isFault(inDocument.now) &&
          unlooked.verify.code === 1,
        control: {
          kind: 'taken away',
          figure: `checksums ignored: ${told(unlooked, right)}: ${unlooked.verify.lastLine.slice(0, 140)}`,
          fails: wrongOf(unlooked, right) === 2 && !unlooked.isLogged,
        },
      };
    } finally {
      if (existsSync(path.join(dataDir, 'postgres-18'))) await (await Cluster.open(dataDir)).stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  },
};
