import { unlessWriting } from '../data/writing.js';

const LOOK_MS = 30_000;

/** A new version of the application. It takes over when no tab writes and the person agrees, or when all tabs are closed. */
class NewVersion {
  /** A version waits, and nothing is being written. */
  isReady = $state.raw(false);
  private waiting: ServiceWorker | null = null;
  private isChosen = false;

  /** The portal's layout calls it once. */
  async watch(): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    const options = { scope: '/portal', updateViaCache: 'none' } as const;
    // Some private windows refuse workers. The portal then works with a network only.
    const registration = await navigator.serviceWorker.register('/service-worker.js', options).catch(() => null);
    if (!registration) return;
    const look = () => {
      // The first version of all has no earlier one to wait for.
      this.waiting = navigator.serviceWorker.controller ? registration.waiting : null;
      if (this.waiting) void unlessWriting(() => (this.isReady = true));
    };
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', look);
    });
    navigator.serviceWorker.addEventListener('controllerchange', () => this.isChosen && location.reload());
    setInterval(look, LOOK_MS);
    look();
  }

  /** False = somebody began to write meanwhile. */
  async take(): Promise<boolean> {
    const isTaken = await unlessWriting(() => {
      this.isChosen = true;
      this.waiting?.postMessage('activate');
    });
    this.isReady = false;
    return isTaken;
  }
}

export const newVersion = new NewVersion();
