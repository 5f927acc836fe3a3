/** Reads what the server wrote into the page. */
export function pageConfig<T>(): T {
  return JSON.parse(document.getElementById('config')!.textContent!) as T;
}

/** The one timer of a page: calls back every second and keeps the watchdog quiet. */
export function everySecond(task: (now: number) => void): void {
  const beat = (): void => {
    (window as unknown as { qorzhynBeat: number }).qorzhynBeat = Date.now();
    task(Date.now());
  };
  beat();
  setInterval(beat, 1000);
}
