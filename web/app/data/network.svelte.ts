/** True while the device has a network. A device may have one that leads nowhere, so failed requests say it too. */
class Network {
  private hasLink = $state.raw(navigator.onLine);
  private failedAt = $state.raw(0);

  constructor() {
    addEventListener('online', () => {
      this.hasLink = true;
      this.failedAt = 0;
    });
    addEventListener('offline', () => (this.hasLink = false));
  }

  get isOnline(): boolean {
    return this.hasLink && this.failedAt === 0;
  }

  /** A request got no answer. */
  failed(): void {
    this.failedAt = Date.now();
  }

  answered(): void {
    this.failedAt = 0;
  }
}

export const network = new Network();
