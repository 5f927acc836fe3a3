import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { EvidenceChecks } from '../../src/evidence/check-uploads/evidence-checks.js';
import { EvidenceFiles } from '../../src/evidence/evidence-files.repository.js';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { Phone } from '../support/phone.js';
import { Season } from '../support/season.js';
import { TusClient } from '../support/tus-client.js';
import { WeakNetwork } from '../support/weak-network.js';
import { buildWeb } from '../support/web-build.js';
import { type Drill, random } from './drill.js';

const [ON_MS, OFF_MS] = [10_000, 20_000];
const LINE = { latencyMs: 300, bytesPerSecond: 120_000, loss: 0.05 };
const PHOTOS = 5;
const MINUTES = 30;
/** Cycles of the network after which the tab is closed and opened again. */
const TAB_CYCLES = 4;
const SMOKE = { minutes: 4, reports: 2 };

/** Noise compresses to about a byte and a half for a pixel. */
const photo = (width: number, height: number): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })
    .jpeg({ quality: 90 })
    .toBuffer();
const SMALL = [360, 270] as const;
/** More than one time with a network can carry. */
const LARGE = [1_800, 1_500] as const;

interface Plan {
  seed: number;
  minutes: number;
  count: number;
  smoke: boolean;
}

interface Report {
  id: string;
  photos: Buffer[];
}

/** Sends a file in one request from its first byte, again and again. Returns the tries, and those that arrived. */
async function withoutResuming(
  server: TestApp,
  url: string,
  bytes: Buffer,
  isOver: () => boolean,
): Promise<[number, number]> {
  const { cookie } = await server.signedIn('coordinator', 'c2');
  const far = new TusClient({ url, request: server.request }, cookie);
  let [tries, arrived] = [0, 0];
  for (; !isOver(); tries += 1) {
    const id = randomUUID();
    await far.start(id, bytes.length);
    const sent = await far.send(id, 0, bytes).catch(() => null);
    if (sent?.status === 204 && !isOver()) arrived += 1;
    await far.remove(id);
    await pause(500);
  }
  return [tries, arrived];
}

/** The network comes and goes at its own pace, whatever the person does meanwhile. */
async function comeAndGo(phone: Phone, network: WeakNetwork, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await pause(ON_MS);
    network.goAway();
    await phone.context.setOffline(true);
    await pause(OFF_MS);
    network.comeBack();
    await phone.context.setOffline(false);
  }
}

/** A person writes a report every few cycles, with a network or without, and now and then closes the tab. */
async function live(
  phone: Phone,
  first: Page,
  write: (page: Page, cycle: number) => Promise<void>,
  isOver: () => Promise<boolean>,
): Promise<Page> {
  let page = first;
  for (let cycle = 0; !(await isOver()); cycle += 1) {
    await write(page, cycle);
    await pause(ON_MS + OFF_MS / 2);
    if (cycle % TAB_CYCLES === TAB_CYCLES - 1) await page.close();
    await pause(OFF_MS / 2);
    if (page.isClosed()) page = await phone.reopen();
  }
  return page;
}

/** Compares files on the server with the same photos sent over a whole network. */
async function damaged(
  server: TestApp,
  cookie: string,
  reports: readonly Report[],
): Promise<{ files: number; damaged: number }> {
  const found = server.app.get(EvidenceFiles);
  let [files, wrong] = [0, 0];
  for (const { id, photos } of reports) {
    const [event] = await server.events(`action-${id}`);
    const evidence = event ? (JSON.parse(event.data) as { evidence: { id: string }[] }).evidence : [];
    for (const [index, { id: fileId }] of evidence.entries()) {
      files += 1;
      const twin = randomUUID();
      await new TusClient(server, cookie).upload(twin, photos[index]!);
      await server.app.get(EvidenceChecks).settled();
      const [one, other] = [await found.find(fileId), await found.find(twin)];
      if (!one?.sha256 || one.sha256 !== other?.sha256) wrong += 1;
    }
  }
  return { files, damaged: wrong };
}

async function startSeason(): Promise<TestApp> {
  const server = await startTestApp({ clock: new TestClock(new Date('2026-11-23T14:00:00.000Z')) });
  const season = new Season(server.store, 'green-2026');
  await season.begin(['c1', 'c2'], {}, { track: 'green' });
  await server.request('GET', `/api/challenges?atLeast=${season.position}`);
  return server;
}

async function sendAll(browser: Browser, server: TestApp, { seed, minutes, count, smoke }: Plan) {
  const next = random(seed);
  const who = await server.signedIn('coordinator', 'c1');
  const network = await WeakNetwork.to(Number(new URL(server.url).port), { ...LINE, random: next });
  const phone = await Phone.open(browser, server, who, { url: network.url });
  try {
    const deadline = Date.now() + minutes * 60_000;
    const reports: Report[] = [];
    for (let n = 0; n < count; n += 1) {
      const sizes = Array.from({ length: PHOTOS }, (_, index) => (index === 2 && n % 2 === 0 ? LARGE : SMALL));
      reports.push({
        id: randomUUID(),
        photos: await Promise.all(sizes.map(([width, height]) => photo(width, height))),
      });
    }
    const cycles = smoke ? 1 : Math.floor(((deadline - Date.now()) * 0.8) / (ON_MS + OFF_MS) / count) || 1;
    const write = async (page: Page, cycle: number) => {
      const report = cycle % cycles === 0 ? reports[cycle / cycles] : undefined;
      const sent = { state: 'waiting' as const, queuedAt: Date.now(), sendKey: randomUUID() };
      if (report) await phone.keep(page, report.id, sent, report.photos);
    };
    const received = async () => (await server.events('action-')).length;
    const isOver = async () => Date.now() > deadline || (await received()) >= count;
    let isDone = false;
    const first = await phone.tab();
    const cycling = comeAndGo(phone, network, () => isDone);
    // An error elsewhere closes the browser under it; that error is the one to report.
    cycling.catch(() => undefined);
    const control = withoutResuming(server, network.url, reports[0]!.photos[2]!, () => isDone);
    const page = await live(phone, first, write, isOver);
    isDone = true;
    await cycling;
    const receipts = await phone.receipts(
      page,
      reports.map(({ id }) => id),
    );
    const [tries, arrived] = await control;
    const actions = (await server.events('action-')).filter(({ type }) => type === 'ActionSubmitted').length;
    const { cookie } = await server.signedIn('coordinator', 'c2');
    const whole = await damaged(server, cookie, reports);
    return {
      receipts: new Set(receipts).size,
      actions,
      ...whole,
      tries,
      arrived,
      cuts: network.cuts,
      faults: phone.faults,
    };
  } finally {
    await phone.close();
    await network.close();
  }
}

export const weakNetwork: Drill = {
  name: 'weak-network',
  promise: 'reports with photos arrive once and whole over a network that comes and goes',
  target: `every report has a receipt and one action, no file is damaged (${ON_MS / 1_000} s on, ${OFF_MS / 1_000} s off, 300 milliseconds, 5 % cut)`,
  quick: false,
  async run(seed, smoke, asked) {
    const minutes = smoke ? SMOKE.minutes : (asked ?? MINUTES);
    const count = smoke ? SMOKE.reports : Math.max(2, Math.round((minutes * 2) / 3));
    const build = buildWeb();
    const browser = await startBrowser();
    const server = await startSeason();
    Object.assign(server.app.get(WebBuild), { dist: build.dist });
    try {
      const seen = await sendAll(browser, server, { seed, minutes, count, smoke });
      const { receipts, actions, files, tries, arrived, cuts } = seen;
      const expected = count * PHOTOS;
      return {
        figure: `${receipts} of ${count} receipts, ${actions} actions, ${files - seen.damaged} of ${expected} files whole, ${cuts} requests cut${seen.faults.map((fault) => `; ${fault}`).join('')}`,
        holds:
          receipts === count &&
          actions === count &&
          files === expected &&
          seen.damaged === 0 &&
          seen.faults.length === 0,
        control: {
          kind: 'not used',
          figure: `a photo sent without resuming: ${arrived} of ${tries} tries arrived`,
          fails: tries > 0 && arrived === 0,
        },
      };
    } finally {
      await browser.close();
      await server.close();
      build.remove();
    }
  },
};
