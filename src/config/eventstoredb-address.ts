import { parseHost, type Host } from './postgres-address.js';

export interface EventStoreDbAddress {
  /** One node, or the gossip seeds of a cluster. */
  hosts: readonly [Host, ...Host[]];
  /** True when the leader is found through gossip. */
  isCluster: boolean;
  tls: boolean;
  credentials: { username: string; password: string } | null;
  tlsCaFile: string | null;
  userCertFile: string | null;
  userKeyFile: string | null;
  connectionName: string | null;
  keepAliveIntervalMs: number;
  keepAliveTimeoutMs: number;
}

/** Not a usable EventStoreDB address; the message names the part and never a secret. */
export class BadEventStoreDbAddress extends Error {}

const DEFAULT_PORT = 2113;
const DEFAULT_KEEP_ALIVE_MS = 10_000;

const NEEDED = { allowed: /./, remedy: 'needs a value' };
/** Options of the official clients; null marks those that change nothing here, since every call goes to the leader. */
const OPTIONS: Readonly<Record<string, { allowed: RegExp; remedy: string } | null>> = {
  tls: { allowed: /^(true|false)$/i, remedy: 'is true or false' },
  tlsverifycert: {
    allowed: /^true$/i,
    remedy: 'cannot be false: name the authority of the certificate in tlsCAFile',
  },
  tlscafile: NEEDED,
  usercertfile: NEEDED,
  userkeyfile: NEEDED,
  connectionname: { allowed: /^[ -~]+$/, remedy: 'is plain ASCII' },
  keepaliveinterval: { allowed: /^(-1|[1-9]\d{4,8})$/, remedy: 'is -1 or at least 10000 (milliseconds)' },
  keepalivetimeout: { allowed: /^(-1|[1-9]\d{0,8})$/, remedy: 'is -1 or a number of milliseconds' },
  nodepreference: null,
  maxdiscoverattempts: null,
  discoveryinterval: null,
  gossiptimeout: null,
  defaultdeadline: null,
  throwonappendfailure: null,
};

/** Parses `esdb://user:password@a:2113,b:2113?tls=false` or `esdb+discover://name`. Errors: BadEventStoreDbAddress. */
export function parseEventStoreDbAddress(text: string): EventStoreDbAddress {
  const [, scheme = '', authority = '', query = ''] =
    /^(esdb|esdb\+discover):\/\/([^?]*?)\/*(?:\?(.*))?$/i.exec(text.trim()) ?? [];
  if (scheme === '') throw new BadEventStoreDbAddress('must begin with esdb:// or esdb+discover://');
  const at = authority.lastIndexOf('@');
  const hosts = authority
    .slice(at + 1)
    .split(',')
    .map(parseSeed);
  const options = parseOptions(query);
  const tls = options.get('tls')?.toLowerCase() !== 'false';
  const [userCertFile, userKeyFile] = [options.get('usercertfile') ?? null, options.get('userkeyfile') ?? null];
  if ((userCertFile === null) !== (userKeyFile === null))
    throw new BadEventStoreDbAddress('needs userCertFile and userKeyFile together');
  const milliseconds = (name: string) => Number(options.get(name) ?? DEFAULT_KEEP_ALIVE_MS);
  return {
    hosts: hosts as [Host, ...Host[]],
    isCluster: hosts.length > 1 || scheme.toLowerCase() !== 'esdb',
    tls,
    credentials: at < 0 ? null : parseCredentials(authority.slice(0, at)),
    tlsCaFile: options.get('tlscafile') ?? null,
    userCertFile,
    userKeyFile,
    connectionName: options.get('connectionname') ?? null,
    keepAliveIntervalMs: milliseconds('keepaliveinterval'),
    keepAliveTimeoutMs: milliseconds('keepalivetimeout'),
  };
}

/** The address of a cluster or node for people: hosts and ports, no secret. */
export function describeEventStoreDb(text: string): string {
  return parseEventStoreDbAddress(text)
    .hosts.map(({ host, port }) => `${host}:${port}`)
    .join(',');
}

function parseSeed(text: string): Host {
  const host = parseHost(text.trim(), DEFAULT_PORT);
  if (host && !/[/\\@#]/.test(host.host)) return host;
  throw new BadEventStoreDbAddress(
    'must name each host as host or host:port, with a comma between them, such as esdb://a:2113,b:2113?tls=false',
  );
}

function parseCredentials(text: string): { username: string; password: string } {
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1)
    throw new BadEventStoreDbAddress('needs account and password together, as user:password@host');
  return { username: decode(text.slice(0, colon), 'account'), password: decode(text.slice(colon + 1), 'password') };
}

function parseOptions(query: string): Map<string, string> {
  const options = new Map<string, string>();
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const [, name = '', text = ''] = /^([^=]*)=?(.*)$/s.exec(pair)!;
    const key = name.trim().toLowerCase().replaceAll(/[_-]/g, '');
    if (!Object.hasOwn(OPTIONS, key))
      throw new BadEventStoreDbAddress(
        `has an option that does not exist: ${/^\w{1,40}$/.test(name) ? name : 'see after the question mark'}`,
      );
    const value = decode(text.trim(), name);
    const option = OPTIONS[key];
    if (option && !option.allowed.test(value))
      throw new BadEventStoreDbAddress(`has the option ${name}, which ${option.remedy}`);
    options.set(key, value);
  }
  return options;
}

function decode(text: string, what: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new BadEventStoreDbAddress(`has a percent sign in its ${what} that is not written as %25`);
  }
}
