/** The browser's offer to install the application; only some browsers make one. */
interface InstallOffer extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

class Installation {
  private offer: InstallOffer | null = $state.raw(null);
  isInstalled = $state.raw(matchMedia('(display-mode: standalone)').matches);
  readonly isApple = /iphone|ipad|ipod/i.test(navigator.userAgent);

  constructor() {
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.offer = event as InstallOffer;
    });
    addEventListener('appinstalled', () => {
      this.offer = null;
      this.isInstalled = true;
    });
  }

  get canAsk(): boolean {
    return this.offer !== null;
  }

  /** An offer can be used once. */
  async ask(): Promise<void> {
    const offer = this.offer;
    this.offer = null;
    await offer?.prompt();
  }
}

export const installation = new Installation();
