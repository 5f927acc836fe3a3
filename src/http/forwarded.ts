import { BlockList, isIP } from 'node:net';

export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Headers of the proxies in front of the server; null = nothing usable. */
export interface Forwarded {
  /** Client first, nearest proxy last. */
  addresses: readonly string[];
  protocol: string | null;
  host: string | null;
}

/** Decides by address and distance (0 = the direct peer) whether a hop is a proxy of ours. */
export type ProxyTrust = (address: string, hop: number) => boolean;

/** `setting` is a number of proxies, or their addresses and subnets with commas; undefined trusts none. */
export function proxyTrust(setting: number | string | undefined): ProxyTrust {
  if (setting === undefined) return () => false;
  if (typeof setting === 'number') return (_address, hop) => hop < setting;
  const proxies = new BlockList();
  for (const entry of setting.split(/\s*,\s*/)) {
    const [address = '', prefix] = entry.split('/', 2);
    const family = address.includes(':') ? 'ipv6' : 'ipv4';
    if (prefix === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(prefix), family);
  }
  return (address) => isIP(address) > 0 && proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Reads X-Forwarded-For, -Host, -Proto and -Port, and RFC 7239 `Forwarded` for what they leave out.
 * The first of several hosts or protocols is the outermost, which the browser used. Without a forwarded host, Host counts.
 */
export function readForwarded(headers: Headers): Forwarded {
  const elements = forwardedElements(joined(headers.forwarded));
  const rfc7239 = (name: string) => elements.flatMap((element) => element[name] ?? []);
  const first = (header: string) => valuesOf(headers[header])[0];
  const addresses = valuesOf(headers['x-forwarded-for']);
  const host = first('x-forwarded-host') ?? rfc7239('host')[0] ?? (joined(headers.host) || null);
  const port = first('x-forwarded-port');
  return {
    // A proxy without `for` hides its client: the address before it may be forged.
    addresses: (addresses.length > 0 ? addresses : elements.map((element) => element['for'] ?? '')).map(withoutPort),
    protocol: webProtocol(first('x-forwarded-proto') ?? rfc7239('proto')[0]),
    host: host !== null && port !== undefined ? withPort(host, port) : host,
  };
}

/** Removes the port: `203.0.113.8:50001` and `[2001:db8::1]:443` carry a port. */
function withoutPort(entry: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(entry)?.[1] ?? entry;
}

/** Proxies behind another one report their own default port, which says nothing about the outer address. */
function withPort(host: string, port: string): string {
  const isMissing = !/:\d+$/.test(host) && /^\d{1,5}$/.test(port) && port !== '80' && port !== '443';
  return isMissing ? `${host}:${port}` : host;
}

const webProtocols: Readonly<Record<string, string>> = { http: 'http', ws: 'http', https: 'https', wss: 'https' };
const webProtocol = (name = ''): string | null => webProtocols[name.toLowerCase()] ?? null;

const joined = (header: string | string[] | undefined): string => [header ?? []].flat().join(',');
const valuesOf = (header: string | string[] | undefined): string[] =>
  joined(header)
    .split(',')
    .map((part) => part.trim().replace(/^"|"$/g, ''))
    .filter((part) => part !== '');

function forwardedElements(header: string): Record<string, string>[] {
  const elements = header.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? [];
  return elements.map((element) =>
    Object.fromEntries(
      [...element.matchAll(/([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/gi)].map(([, name, quoted, plain]) => [
        name!.toLowerCase(),
        quoted?.replace(/\\(.)/g, '$1') ?? plain!,
      ]),
    ),
  );
}
