import { network } from '../data/network.svelte.js';
import { session } from '../data/session.svelte.js';
import { backOff } from './back-off.js';
import { draftStore, StoreFailed } from './draft-store.js';
import { onNotice, tell } from './notices.js';
import { Outbox, type PassEnd } from './outbox.js';
import { OUTBOX_LOCK } from './outbox-lock.js';
import { outboxServer } from './outbox-server.js';
import { whileWriting } from '../data/writing.js';

/** Another tab or the service worker is at work. */
const TAKEN_MS = 10_000;
/** A holder of the lock that says nothing for so long sleeps. */
const ASLEEP_MS = 30_000;
const ALIVE_MS = 5_000;
type End = PassEnd | 'taken';

/** Sends by itself: at the start, when the network or the person returns, after a pause, when a tab asks. */
class OutboxLoop {
  private readonly outbox = new Outbox(draftStore, outboxServer, async (...file) =>
    (await import('./upload.js')).uploadFile(...file),
  );
  private accountId: string | null = null;
  private isRunning = false;
  private isWanted = false;
  private failures = 0;
  private heardAt = Date.now();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Once for each person; the portal's layout calls it. */
  start(accountId: string): void {
    if (this.accountId === null) this.listen();
    this.accountId = accountId;
    this.run();
  }

  private listen(): void {
    onNotice(({ kind }) => {
      this.heardAt = Date.now();
      if (kind === 'wanted') this.retry();
    });
    addEventListener('online', () => this.retry());
    addEventListener('pageshow', () => this.retry());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.retry());
  }

  private retry(): void {
    this.failures = 0;
    this.run();
  }

  private run(): void {
    this.isWanted = true;
    if (!this.isRunning) void this.rounds();
  }

  private async rounds(): Promise<void> {
    this.isRunning = true;
    clearTimeout(this.timer);
    let end: End = 'done';
    try {
      while (this.isWanted && this.accountId !== null) {
        this.isWanted = false;
        end = await this.round(this.accountId);
      }
    } catch (error) {
      // The device keeps nothing: pages that write say it.
      if (!(error instanceof StoreFailed)) throw error;
      end = 'later';
    } finally {
      this.isRunning = false;
    }
    this.settle(end);
  }

  private settle(end: End): void {
    if (end === 'done') network.answered();
    if (end === 'signed-out') session.hasEnded = true;
    if (end === 'no-answer') network.failed();
    const isToRepeat = end === 'later' || end === 'no-answer';
    this.failures = isToRepeat ? this.failures + 1 : 0;
    const ms = end === 'taken' ? TAKEN_MS : isToRepeat ? backOff(this.failures) : null;
    if (ms !== null) this.timer = setTimeout(() => this.run(), ms);
  }

  /** One pass, when no other tab and no worker is at work. A visible tab takes over from one that sleeps. */
  private async round(accountId: string): Promise<End> {
    const isAsleep = Date.now() - this.heardAt > ASLEEP_MS && document.visibilityState === 'visible';
    const stolen = new AbortController();
    const pass = async (lock: Lock | null): Promise<End> => {
      if (!lock) return 'taken';
      const alive = setInterval(() => tell({ kind: 'alive' }), ALIVE_MS);
      try {
        return await whileWriting(() => this.outbox.pass(accountId, stolen.signal));
      } finally {
        clearInterval(alive);
      }
    };
    const how = isAsleep ? { steal: true } : { ifAvailable: true };
    try {
      return await navigator.locks.request(OUTBOX_LOCK, how, pass);
    } catch (error) {
      if ((error as DOMException).name !== 'AbortError') throw error;
      stolen.abort();
      return 'taken';
    }
  }
}

export const outboxLoop = new OutboxLoop();
