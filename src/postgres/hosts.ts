export interface Host {
  host: string;
  port: number;
}

const PARTS = /^(postgres(?:ql)?:\/\/(?:[^@/?]*@)?)([^/?]+)(\/[^?]*)?(?:\?(.*))?$/;

/** The hosts of an address such as `postgres://me@a:5432,b:5433/db`; null = it is no address of a PostgreSQL. */
export function hostsOf(url: string): Host[] | null {
  const list = PARTS.exec(url)?.[2]?.split(',') ?? [];
  const hosts = list.map((one) => {
    const [, host, port] = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(one) ?? [];
    return host && Number(port ?? 5432) <= 65_535 ? { host, port: Number(port ?? 5432) } : null;
  });
  return hosts.length > 0 && hosts.every((one) => one !== null) ? hosts : null;
}

/** The same address with one host. Which of several hosts is meant (`target_session_attrs`) is not said any more. */
export function withHost(url: string, { host, port }: Host): string {
  const [, start = '', , path = '', query = ''] = PARTS.exec(url) ?? [];
  const rest = query.split('&').filter((one) => one !== '' && !one.startsWith('target_session_attrs='));
  return `${start}${host}:${port}${path}${rest.length > 0 ? `?${rest.join('&')}` : ''}`;
}

/** True for an address that can be used: one host or several, of which the one that takes writes is meant. */
export function isDatabaseAddress(url: string): boolean {
  const [first] = hostsOf(url) ?? [];
  const wish = /[?&]target_session_attrs=([^&]*)/.exec(url)?.[1] ?? 'read-write';
  return first !== undefined && URL.canParse(withHost(url, first)) && ['read-write', 'primary'].includes(wish);
}
