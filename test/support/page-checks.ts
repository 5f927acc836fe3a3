import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Opens pages and collects script errors, failed hydrations and violations of the security policy. */
export class Visits {
  readonly faults: string[] = [];
  private readonly pages: Page[] = [];

  constructor(private readonly browser: Browser) {}

  async open(url: string, options: BrowserContextOptions & { clock?: boolean; cookie?: string } = {}): Promise<Page> {
    const { clock, cookie, ...rest } = options;
    const context = await this.browser.newContext({
      viewport: { width: 1920, height: 1080 },
      serviceWorkers: 'block',
      ...rest,
    });
    const [name, value] = cookie?.split('=') ?? [];
    if (name && value) await context.addCookies([{ name, value, url: new URL(url).origin }]);
    const page = await context.newPage();
    this.pages.push(page);
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('console', (message) => {
      if (/hydration|Content Security Policy/i.test(message.text())) this.faults.push(message.text());
    });
    if (clock) await page.clock.install();
    await page.goto(url);
    return page;
  }

  /** Throws for a fault on any of the pages. */
  async close(): Promise<void> {
    await Promise.all(this.pages.splice(0).map((page) => page.context().close()));
    const faults = this.faults.splice(0);
    if (faults.length > 0) throw new Error(`faults on the pages: ${faults.join('; ')}`);
  }
}

/** Violations that axe finds. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate<string[]>(
    'axe.run().then((result) => result.violations.map((one) => one.id + ": " + one.nodes.map((node) => node.html).join(" ")))',
  );
}

/** Pixels by which a page is wider than its window. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');

/** Links, buttons and fields lower than 44 px; a field inside its label is as high as the label. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.$$eval('a, button, input, summary', (all) =>
    all
      .filter((one) => {
        const { height } = (one.closest('label') ?? one).getBoundingClientRect();
        return height > 0 && height < 44;
      })
      .map((one) => one.outerHTML.slice(0, 120)),
  );

/** College ids in the order of the page. */
export const order = (page: Page): Promise<string[]> =>
  page.$$eval('.rows [data-college]', (rows) => rows.map((row) => row.getAttribute('data-college') ?? ''));
