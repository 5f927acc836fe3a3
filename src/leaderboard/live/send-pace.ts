const SHORTEST_MS = 100;
const LONGEST_MS = 10_000;
/** Of one core's time, what sending to all rooms together may take. */
const SHARE = 0.5;

/** How soon a room may speak again: ten times a second, and less often when so many listen that sending would take over half a core. */
export class SendPace {
  private freeAt = 0;

  constructor(
    private readonly cpuMs: () => number = usedMs,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Sends, and gives the milliseconds until the same room may send again; the time that sending took counts as waited. */
  after(send: () => void): number {
    const [start, before] = [this.now(), this.cpuMs()];
    send();
    const cost = Math.max(0, this.cpuMs() - before);
    this.freeAt = Math.max(this.freeAt, start) + cost / SHARE;
    const rest = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, this.freeAt - start));
    return Math.max(0, rest - (this.now() - start));
  }
}

/** Processor time of this process, which grows only while it really runs. */
function usedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
