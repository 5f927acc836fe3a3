export interface Host {
  host: string;
  port: number;
}

/** The last `@` ends the account, so no part of a password is taken for a host and printed. */
const PARTS = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^@/?#]+)(\/[^?]*)?(?:\?(.*))?$/;

/** Splits `host` or `host:port`, IPv6 in brackets; null for anything else. */
export function parseHost(text: string, defaultPort: number): Host | null {
  const [, host, digits] = /^(\[[0-9a-fA-F:.]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  const port = Number(digits ?? defaultPort);
  return host !== undefined && port >= 1 && port <= 65_535 ? { host, port } : null;
}

/** The hosts of an address such as `postgres://me@a:5432,b:5433/db`; null when it is not a PostgreSQL address. */
export function hostsOf(url: string): Host[] | null {
  const list = PARTS.exec(url)?.[2]?.split(',') ?? [];
  const hosts = list.map((text) => parseHost(text, 5432));
  return hosts.length > 0 && hosts.every((host) => host !== null) ? hosts : null;
}

/** The same address with one host, without `target_session_attrs`. */
export function withHost(url: string, { host, port }: Host): string {
  const [, start = '', , path = '', query = ''] = PARTS.exec(url) ?? [];
  const rest = query.split('&').filter((option) => option !== '' && !option.startsWith('target_session_attrs='));
  return `${start}${host}:${port}${path}${rest.length > 0 ? `?${rest.join('&')}` : ''}`;
}

/** True for one host or several, of which the primary is meant. */
export function isDatabaseAddress(url: string): boolean {
  const [first] = hostsOf(url) ?? [];
  const target = /[?&]target_session_attrs=([^&]*)/.exec(url)?.[1] ?? 'read-write';
  return first !== undefined && URL.canParse(withHost(url, first)) && ['read-write', 'primary'].includes(target);
}
