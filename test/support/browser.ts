import { chromium, type Browser, type Page } from 'playwright-core';

// eslint-disable-next-line @typescript-eslint/no-require-imports
const { chromiumPath } = require('./need-chromium.js') as { chromiumPath: () => string | null };
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A name that is not loopback, for pages that behave differently on this machine.
  '--host-resolver-rules=MAP hall.test 127.0.0.1',
];

/** Starts the Chromium of this machine; `CHROMIUM_PATH` names another one. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('no Chromium found: set CHROMIUM_PATH');
  return chromium.launch({ executablePath, args: QUIET });
}

/** Waits until an expression is true in the page. The page's own security policy forbids `waitForFunction` to ask twice. */
export async function holds(page: Page, expression: string): Promise<void> {
  await until(() => page.evaluate<boolean>(`Boolean(${expression})`), expression);
}

/** Waits for a condition, at most 15 s. */
export async function until(condition: () => boolean | Promise<boolean>, name = condition.toString()): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`never came true: ${name}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
