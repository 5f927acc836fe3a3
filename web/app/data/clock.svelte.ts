const MINUTE_MS = 60_000;

/** The present, to the minute, for words such as «кеше» and «3 күн қалды». */
class Clock {
  now = $state.raw(new Date().toISOString());

  constructor() {
    setInterval(() => this.read(), MINUTE_MS);
    // Timers of a hidden page are late.
    document.addEventListener('visibilitychange', () => this.read());
  }

  private read(): void {
    this.now = new Date().toISOString();
  }
}

export const clock = new Clock();
