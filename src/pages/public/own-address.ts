import { lanAddress } from '../../config/command-line.js';
import type { Environment } from '../../config/environment.js';

/**
 * The address for phones in the same hall. `base` is PUBLIC_URL or the address of the request. A loopback address becomes
 * the one in the local network. Null = the server listens to this machine only.
 */
export function ownAddress({ HOST }: Environment, base: string | null, port: number | undefined): string | null {
  if (base !== null && !isLoopback(new URL(base).hostname)) return `${base}/`;
  const host = HOST === '0.0.0.0' || HOST === '::' ? lanAddress() : HOST;
  return !host || isLoopback(host) || !port ? null : `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}

const isLoopback = (host: string) => host === 'localhost' || /^\[?::1\]?$/.test(host) || host.startsWith('127.');
