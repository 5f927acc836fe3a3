import { FastifyAdapter } from '@nestjs/platform-fastify';

/** Runs the product with one method replaced, so without that protection. */
export async function withoutProtection<Target extends object, Name extends keyof Target, Result>(
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

const ANY_SIZE = 1_000_000_000;

/** Starts a server that parses bodies of any size without checks. */
export function withoutBodyChecks<Result>(start: () => Promise<Result>): Promise<Result> {
  const use = FastifyAdapter.prototype.useBodyParser;
  const unlooked: typeof use = function (this: FastifyAdapter, type, rawBody, options) {
    const parse = async (_request: unknown, body: Buffer) => JSON.parse(body.toString('utf8')) as unknown;
    return use.call(this, type, rawBody, { ...options, bodyLimit: ANY_SIZE }, parse as never);
  };
  return withoutProtection(FastifyAdapter.prototype, 'useBodyParser', unlooked, start);
}
