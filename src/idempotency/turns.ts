/** Lets those who come under one name in one after another, in the order in which they came. */
export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  /** Resolves when all earlier ones have left; gives the function that leaves. */
  take(name: string): Promise<() => void> {
    let open: () => void = () => undefined;
    const mine = new Promise<void>((resolve) => (open = resolve));
    const before = this.last.get(name);
    this.last.set(name, mine);
    const leave = () => {
      if (this.last.get(name) === mine) this.last.delete(name);
      open();
    };
    return before ? before.then(() => leave) : Promise.resolve(leave);
  }
}
