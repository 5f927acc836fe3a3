import type { Page } from 'playwright-core';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, TestClock, type TestApp } from './app.js';
import { startBrowser } from './browser.js';
import { Visits } from './page-checks.js';
import { playPortalSeason, PORTAL_NOW, type PortalSeason } from './portal-season.js';
import { buildWeb } from './web-build.js';

type Options = Parameters<Visits['open']>[1];

/** The portal of one college in the middle of its season, and a browser that visits it. */
export interface Portal {
  server: TestApp;
  season: PortalSeason;
  visits: Visits;
  /** Opens a page as the coordinator, and waits for its content. */
  visit(path: string, options?: Options): Promise<Page>;
  end(): Promise<void>;
}

/** A portal for the tests of a file. A fault on a page fails its test. */
export function usePortal(): Portal {
  const portal = {} as Portal;
  beforeAll(async () => void Object.assign(portal, await startPortal()), 180_000);
  afterAll(() => portal.end?.());
  afterEach(() => portal.visits.close());
  return portal;
}

async function startPortal(): Promise<Portal> {
  const build = buildWeb();
  const browser = await startBrowser();
  const visits = new Visits(browser);
  const server = await startTestApp({ clock: new TestClock(new Date(PORTAL_NOW)) });
  Object.assign(server.app.get(WebBuild), { dist: build.dist });
  const season = await playPortalSeason(server);
  return {
    server,
    season,
    visits,
    async visit(path, options = {}) {
      const page = await visits.open(server.url + path, { cookie: season.coordinator, ...options });
      await page.waitForSelector('h1');
      await page.waitForLoadState('networkidle');
      return page;
    },
    async end() {
      await browser.close();
      await server.close();
      build.remove();
    },
  };
}
