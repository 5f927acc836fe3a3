import { isIP, isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/environment.js';
import { type Headers, type ProxyTrust, proxyTrust, readForwarded } from './forwarded.js';

/** The parts of node's request that say where it came from and where it went; sockets have them too. */
export interface RawRequest {
  method?: string;
  headers: Headers;
  socket: { remoteAddress?: string; localAddress?: string; localPort?: number };
}

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Tells who asks and under which address the server was reached, for requests and sockets alike. */
@Injectable()
export class RequestAddress {
  private readonly trust: ProxyTrust;
  private readonly publicOrigin: string | null;

  constructor({ TRUST_PROXY, PUBLIC_URL }: AppConfig) {
    this.trust = proxyTrust(TRUST_PROXY);
    this.publicOrigin = PUBLIC_URL ? new URL(PUBLIC_URL).origin : null;
  }

  /** Address of the nearest hop that is not a trusted proxy. */
  clientOf({ headers, socket }: RawRequest): string {
    let client = socket.remoteAddress ?? '';
    if (!this.trust(client, 0)) return client;
    const hops = readForwarded(headers).addresses.toReversed();
    for (const [index, address] of hops.entries()) {
      // A proxy that hides the client writes a word instead of an address.
      if (!isIP(address)) return client;
      client = address;
      if (!this.trust(address, index + 1)) return client;
    }
    return client;
  }

  /** Scheme, host and port under which the client reached the server; null when its Host is malformed. */
  originOf({ headers, socket }: RawRequest): string | null {
    const isProxied = this.trust(socket.remoteAddress ?? '', 0);
    const { protocol, host } = isProxied ? readForwarded(headers) : { protocol: null, host: null };
    return originFrom(protocol ?? 'http', host ?? String(headers.host ?? ''));
  }

  /**
   * Origin for links: PUBLIC_URL, or the address that a trusted proxy reports, or this machine's own. Null for any other Host,
   * because a client may forge it.
   */
  baseOf(request: RawRequest): string | null {
    if (this.publicOrigin) return this.publicOrigin;
    const origin = this.originOf(request);
    const { remoteAddress = '', localAddress = '', localPort } = request.socket;
    if (origin === null || this.trust(remoteAddress, 0)) return origin;
    const { hostname, port } = new URL(origin);
    const isOwnHost = hostname === 'localhost' || hostname === urlHost(localAddress);
    return isOwnHost && Number(port || 80) === localPort ? origin : null;
  }

  /** True when people come over TLS: by PUBLIC_URL, even behind an untrusted proxy, or by this request. */
  isOverTls(request: RawRequest): boolean {
    return [this.publicOrigin, this.originOf(request)].some((origin) => origin?.startsWith('https:'));
  }

  /** True for a page of PUBLIC_URL, or without that setting for a page of the address of this request. */
  isOwnOrigin(origin: string, request: RawRequest): boolean {
    const given = URL.parse(origin)?.origin;
    return given !== undefined && given === (this.publicOrigin ?? this.originOf(request));
  }

  /** True when a write comes from one of our own pages, or from a program that is not a browser. */
  isSameOriginWrite(request: RawRequest): boolean {
    if (harmless.has(request.method ?? 'GET')) return true;
    const { origin, 'sec-fetch-site': site } = request.headers;
    if (origin !== undefined) return this.isOwnOrigin(String(origin), request);
    return site === undefined || site === 'same-origin' || site === 'none';
  }
}

/** An address as a URL writes it; IPv4 on a dual-stack socket is plain. */
function urlHost(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return plain.includes(':') ? `[${plain}]` : plain;
}

function originFrom(protocol: string, host: string): string | null {
  if (!/^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host)) return null;
  // A proxy on port 80 behind one that speaks TLS reports its own port.
  const outer = protocol === 'https' ? host.replace(/:80$/, '') : host;
  return URL.parse(`${protocol}://${outer}`)?.origin ?? null;
}

/** The network that counts as one client: an IPv4 address, or the /64 that an IPv6 subscriber owns. */
export function addressBlock(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  if (!isIPv6(address)) return address;
  const [front = '', back] = address.split('%', 1)[0]!.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const missing = back === undefined ? 0 : Math.max(0, 8 - groups(front).length - groups(back).length);
  const all = [...groups(front), ...Array<string>(missing).fill('0'), ...groups(back ?? '')];
  return `${all
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
