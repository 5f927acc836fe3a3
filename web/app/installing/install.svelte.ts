const KEY = 'qorzhyn-install';

/** Chromium's event; other browsers have none. */
interface InstallPrompt extends Event {
  prompt(): Promise<void>;
}

/** Offers to install the portal; the person may decline for good. */
class Install {
  /** `prompt`: one tap installs. `share`: by the menu of iOS. */
  way: 'prompt' | 'share' | null = $state.raw(null);
  private event: InstallPrompt | null = null;

  constructor() {
    if (localStorage.getItem(KEY) !== null || matchMedia('(display-mode: standalone)').matches) return;
    if (/iPhone|iPad/.test(navigator.userAgent) && !('standalone' in navigator && navigator.standalone))
      this.way = 'share';
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.event = event as InstallPrompt;
      this.way = 'prompt';
    });
  }

  async accept(): Promise<void> {
    await this.event?.prompt();
    this.way = null;
  }

  decline(): void {
    localStorage.setItem(KEY, 'no');
    this.way = null;
  }
}

export const install = new Install();
