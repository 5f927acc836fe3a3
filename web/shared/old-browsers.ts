/** Functions that televisions of 2018–2021 lack; imported before anything else. */
const scope = window as unknown as Record<string, unknown>;
scope['globalThis'] ??= window;
scope['queueMicrotask'] ??= (task: () => void): void => void Promise.resolve().then(task);

const text = String.prototype as unknown as Record<string, unknown>;
text['replaceAll'] ??= function (this: string, from: string, to: string): string {
  return this.split(from).join(to);
};

const list = Array.prototype as unknown as Record<string, unknown>;
list['flatMap'] ??= function (this: unknown[], map: (item: unknown) => unknown[]): unknown[] {
  return ([] as unknown[]).concat(...this.map((item) => map(item)));
};
