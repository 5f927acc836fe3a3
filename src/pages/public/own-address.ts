import { lanAddress } from '../../config/command-line.js';
import type { Environment } from '../../config/environment.js';

/**
 * Where a phone in the same hall reaches the server. `base` is PUBLIC_URL or what the page was asked under; a page asked
 * under this machine's own name leads to its address in the local network. Null = only this machine is listened to.
 */
export function ownAddress({ HOST }: Environment, base: string | null, port: number | undefined): string | null {
  if (base !== null && !isLoopback(new URL(base).hostname)) return `${base}/`;
  const host = HOST === '0.0.0.0' || HOST === '::' ? lanAddress() : HOST;
  return !host || isLoopback(host) || !port ? null : `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}

const isLoopback = (host: string) => host === 'localhost' || /^\[?::1\]?$/.test(host) || host.startsWith('127.');
