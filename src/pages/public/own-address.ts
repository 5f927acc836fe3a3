import { lanAddress } from '../../config/command-line.js';
import type { Environment } from '../../config/environment.js';

/** Where a phone in the same hall reaches the server; null when it listens to this machine alone. `port` is the one that was asked. */
export function ownAddress({ PUBLIC_URL, HOST }: Environment, port: number | undefined): string | null {
  if (PUBLIC_URL) return new URL('/', PUBLIC_URL).href;
  const host = HOST === '0.0.0.0' || HOST === '::' ? lanAddress() : HOST;
  const isAlone = !host || host === 'localhost' || host === '::1' || host.startsWith('127.');
  return isAlone || !port ? null : `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}
