import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, TestClock, type TestApp } from './app.js';
import { startBrowser } from './browser.js';
import { Phone } from './phone.js';
import { Season } from './season.js';
import { buildWeb } from './web-build.js';

/** A server with a season, and for each test a phone of a new coordinator. */
export interface PhoneWorld {
  server: TestApp;
  browser: Browser;
  phone: Phone;
  who: { accountId: string; cookie: string };
}

/** A fault on a page of the phone fails its test. */
export function usePhone(): PhoneWorld {
  const world = {} as PhoneWorld;
  let build: ReturnType<typeof buildWeb>;
  beforeAll(async () => {
    build = buildWeb();
    world.browser = await startBrowser();
    world.server = await startTestApp({ clock: new TestClock(new Date('2026-11-23T14:00:00.000Z')) });
    Object.assign(world.server.app.get(WebBuild), { dist: build.dist });
    const season = new Season(world.server.store, 'green-2026');
    await season.begin(['c1', 'c2'], {}, { track: 'green' });
    await world.server.request('GET', `/api/challenges?atLeast=${season.position}`);
  }, 180_000);
  afterAll(async () => {
    await world.browser?.close();
    await world.server?.close();
    build?.remove();
  });
  beforeEach(async () => {
    world.who = await world.server.signedIn('coordinator', 'c1');
    world.phone = await Phone.open(world.browser, world.server, world.who);
  });
  afterEach(async () => {
    const { faults } = world.phone;
    await world.phone.close();
    expect(faults).toEqual([]);
  });
  return world;
}

/** Noise, so that it has the size of a photo. */
export const photo = (width = 900, height = 700): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  })
    .jpeg({ quality: 85 })
    .toBuffer();

/** The state of a draft after "send". */
export const waiting = () => ({ state: 'waiting' as const, queuedAt: Date.now(), sendKey: randomUUID() });

/** Pages keep a hyphen and its word together with a sign that nobody sees. */
export const plain = (text: string | null) => (text ?? '').replaceAll('\u2060', '');

/** There is one action with these files, whatever happened before. */
export async function expectOneAction({ server }: PhoneWorld, id: string, files: number): Promise<{ id: string }[]> {
  const events = await server.events(`action-${id}`);
  expect(events.map(({ type }) => type)).toEqual(['ActionSubmitted']);
  const { evidence } = JSON.parse(events[0]!.data) as { evidence: { id: string }[] };
  expect(evidence).toHaveLength(files);
  return evidence;
}
