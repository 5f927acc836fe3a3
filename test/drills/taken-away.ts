/** Runs something while one method of the product does something else: the product itself with that protection taken away. */
export async function takenAway<Target extends object, Name extends keyof Target, Result>(
  target: Target,
  name: Name,
  instead: Target[Name],
  run: () => Promise<Result>,
): Promise<Result> {
  const own = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { value: instead, configurable: true, writable: true });
  try {
    return await run();
  } finally {
    if (own) Object.defineProperty(target, name, own);
    else delete target[name];
  }
}
