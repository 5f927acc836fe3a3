const LOCK = 'qorzhyn-writing';
/** A person who types is writing until two minutes after the last key. */
const IDLE_MS = 120_000;

let release: (() => void) | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** This tab is writing: a new version of the application waits. */
export function markWriting(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    release?.();
    release = undefined;
  }, IDLE_MS);
  if (release) return;
  const done = new Promise<void>((end) => (release = end));
  void navigator.locks.request(LOCK, { mode: 'shared' }, () => done);
}

/** For a piece of work such as an upload. */
export const whileWriting = <Result>(work: () => Promise<Result>): Promise<Result> =>
  navigator.locks.request(LOCK, { mode: 'shared' }, work) as Promise<Result>;

/** Runs when no tab writes; otherwise the result is false. */
export const unlessWriting = (work: () => void): Promise<boolean> =>
  navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => {
    if (lock) work();
    return lock !== null;
  });
