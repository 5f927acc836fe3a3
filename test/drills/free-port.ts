import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port of this machine on which nothing listens now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await once(probe.listen(0, '127.0.0.1'), 'listening');
  const { port } = probe.address() as { port: number };
  await new Promise((done) => probe.close(done));
  return port;
}
