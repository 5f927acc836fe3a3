import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { connect as connectTls, createSecureContext } from 'node:tls';
import { GossipClient } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { type ClusterInfo, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { Channel, ChannelCredentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { type EventStoreDbAddress, parseEventStoreDbAddress } from '../../config/eventstoredb-address.js';
import type { Host } from '../../config/postgres-address.js';
import { StoreMisconfigured, StoreUnavailable } from '../event-store.js';

const GOSSIP_MS = 2_000;
/** Appends over gRPC have at most 1 MiB, but events written over TCP may have 16 MiB. */
const MAX_MESSAGE_BYTES = 17 * 1024 * 1024;
const TLS_PROBE_MS = 1_000;

export interface ClusterMember extends Host {
  isAlive: boolean;
  isLeader: boolean;
}

/** Opens channels to the leader of a cluster, or to a single node. A lost channel or leader is replaced. */
export class LeaderChannel {
  private readonly address: EventStoreDbAddress;
  private readonly credentials: ChannelCredentials;
  private current: Promise<StreamsClient> | null = null;
  private connected: StreamsClient | null = null;
  private leader: Host | null = null;
  private lostAddress: string | null = null;
  private isTlsProbed = false;

  /** Throws StoreMisconfigured for certificate files that cannot be used. */
  constructor(url: string) {
    this.address = parseEventStoreDbAddress(url);
    this.credentials = channelCredentials(this.address);
  }

  client(): Promise<StreamsClient> {
    if (this.current) return this.current;
    const opening = this.open();
    this.current = opening;
    const settled = (client: StreamsClient | null) => {
      if (this.current !== opening) return;
      this.connected = client;
      if (client === null) this.current = null;
    };
    opening.then(settled, () => settled(null));
    return opening;
  }

  /** Metadata of each call. */
  metadata(): Metadata {
    const { connectionName, credentials, tls } = this.address;
    const metadata = new Metadata();
    metadata.set('requires-leader', 'true');
    if (connectionName !== null) metadata.set('connection-name', connectionName);
    const account = credentials && Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
    if (account !== null && tls) metadata.set('authorization', `Basic ${account}`);
    return metadata;
  }

  /** Drops the channel of a client after an error that another channel may not have. */
  failed(client: StreamsClient, error: Partial<ServiceError>): void {
    const isNotLeader = trailer(error, 'exception') === 'not-leader';
    if (!isNotLeader && error.code !== status.UNAVAILABLE && error.code !== status.CANCELLED) return;
    if (client !== this.connected) return;
    this.drop();
    const [host, port] = [trailer(error, 'leader-endpoint-host'), Number(trailer(error, 'leader-endpoint-port'))];
    if (isNotLeader && host !== undefined && port > 0) this.leader = { host, port };
  }

  /** Closes the channel; the next call opens another one. */
  drop(): void {
    this.lostAddress = this.connected?.getChannel().getTarget().replace(/^dns:/, '') ?? this.lostAddress;
    void this.current?.then((client) => client.close()).catch(() => {});
    this.connected = null;
    this.current = null;
    this.leader = null;
  }

  /** StoreMisconfigured when an operator has to act before a call can succeed, else the error itself. */
  async explain(error: unknown): Promise<unknown> {
    const correction = misconfiguration(error as Partial<ServiceError>);
    if (correction !== undefined) return new StoreMisconfigured(`EVENTSTORE_URL ${correction}`, { cause: error });
    const { tls, hosts } = this.address;
    const mayBeTls = !tls && !this.isTlsProbed && LOOKS_LIKE_TLS.test(String(error));
    this.isTlsProbed ||= mayBeTls;
    if (!mayBeTls || !(await someSpeakTls(hosts))) return error;
    return new StoreMisconfigured(
      'EVENTSTORE_URL has tls=false, but the server there takes TLS only: leave tls=false out',
      { cause: error },
    );
  }

  /** The members of the cluster as one node sees them, the dead ones included. */
  async members({ host, port }: Host = this.address.hosts[0]): Promise<ClusterMember[]> {
    const client = new GossipClient(`${host}:${port}`, this.credentials, { 'grpc.use_local_subchannel_pool': 1 });
    try {
      const info = await new Promise<ClusterInfo>((resolve, reject) => {
        const deadline = Date.now() + GOSSIP_MS;
        client.read(new Empty(), new Metadata(), { deadline }, (error, answer) =>
          error ? reject(error) : resolve(answer),
        );
      });
      return info.getMembersList().map((member) => ({
        host: member.getHttpEndPoint()?.getAddress() ?? '',
        port: member.getHttpEndPoint()?.getPort() ?? 0,
        isAlive: member.getIsAlive(),
        isLeader: member.getState() === MemberInfo.VNodeState.LEADER,
      }));
    } finally {
      client.close();
    }
  }

  private async open(): Promise<StreamsClient> {
    const { keepAliveIntervalMs, keepAliveTimeoutMs, isCluster, hosts } = this.address;
    const { host, port } = this.leader ?? (isCluster ? await this.findLeader() : hosts[0]);
    const orNever = (ms: number) => (ms < 0 ? Number.MAX_VALUE : ms);
    const channelOverride = new Channel(`${host}:${port}`, this.credentials, {
      'grpc.keepalive_time_ms': orNever(keepAliveIntervalMs),
      'grpc.keepalive_timeout_ms': orNever(keepAliveTimeoutMs),
      'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
      // Channels with equal options would share one connection, also a stuck one.
      'grpc.use_local_subchannel_pool': 1,
    });
    return new StreamsClient(`${host}:${port}`, this.credentials, { channelOverride });
  }

  /** Asks the seeds at once; the node that was lost last is asked when no other knows a leader. */
  private async findLeader(): Promise<Host> {
    const seeds = this.address.hosts;
    const others = seeds.filter(({ host, port }) => `${host}:${port}` !== this.lostAddress);
    const errors: unknown[] = [];
    for (const asked of [others, seeds]) {
      const answers = asked.map((seed) => this.askForLeader(seed));
      try {
        return await Promise.any(answers);
      } catch (error) {
        errors.push(...(error as AggregateError).errors);
      }
    }
    const misconfigured = errors.find((error) => misconfiguration(error as Partial<ServiceError>) !== undefined);
    throw misconfigured ?? errors.find((error) => LOOKS_LIKE_TLS.test(String(error))) ?? errors[0];
  }

  private async askForLeader(seed: Host): Promise<Host> {
    const leader = (await this.members(seed)).find(({ isLeader, isAlive }) => isLeader && isAlive);
    if (!leader) throw new StoreUnavailable(`${seed.host}:${seed.port} knows no leader`);
    return leader;
  }
}

/** A value that the server sends beside an error. */
const trailer = (error: unknown, name: string) =>
  (error as Partial<ServiceError> | null)?.metadata?.get(name)[0]?.toString();

export const isTombstoned = (error: unknown) => trailer(error, 'exception') === 'stream-deleted';

/** Throws StoreMisconfigured for files that cannot be used. */
function channelCredentials({ tls, tlsCaFile, userCertFile, userKeyFile }: EventStoreDbAddress): ChannelCredentials {
  if (!tls) return ChannelCredentials.createInsecure();
  const [ca, cert, key] = [
    readOption('tlsCAFile', tlsCaFile),
    readOption('userCertFile', userCertFile),
    readOption('userKeyFile', userKeyFile),
  ];
  try {
    // OpenSSL ignores an authority file without a whole certificate in PEM.
    if (ca !== null && !(ca.includes('-----BEGIN') && new X509Certificate(ca)))
      throw new Error('tlsCAFile holds no certificate');
    createSecureContext({ ca: ca ?? undefined, cert: cert ?? undefined, key: key ?? undefined });
  } catch (error) {
    const names = 'tlsCAFile, userCertFile or userKeyFile';
    throw new StoreMisconfigured(
      `EVENTSTORE_URL names a certificate or key that cannot be used (${(error as Error).message}): correct ${names}`,
      { cause: error },
    );
  }
  return ChannelCredentials.createSsl(ca, key, cert);
}

function readOption(option: string, file: string | null): Buffer | null {
  if (file === null) return null;
  try {
    return readFileSync(file);
  } catch (error) {
    throw new StoreMisconfigured(
      `EVENTSTORE_URL names the file ${file} in ${option}, which cannot be read (${(error as NodeJS.ErrnoException).code})`,
      { cause: error },
    );
  }
}

/** Errors of a plain connection to a server that may take TLS only. */
const LOOKS_LIKE_TLS = /Failed to connect|ECONNRESET|Connection dropped/i;

const CERTIFICATE_FAULTS: readonly [RegExp, string][] = [
  [
    /altnames|IP address mismatch|ERR_TLS_CERT_ALTNAME_INVALID/i,
    'has a host name that is not in the certificate of the server: use the name of the certificate',
  ],
  [
    /certificate has expired|not yet valid|CERT_(HAS_EXPIRED|NOT_YET_VALID)/i,
    'leads to a server whose certificate is not valid now: renew it, or set the clock of this machine',
  ],
  [
    /alert (certificate required|bad certificate|unknown ca|certificate unknown)|alert number (4[2-8]|116)\b/i,
    'leads to a server that takes clients with a certificate only: name it in userCertFile and userKeyFile',
  ],
  [
    /self.signed|unable to (verify|get)|certificate|UNABLE_TO_|issuer/i,
    'leads to a server whose certificate is not trusted: name its authority in tlsCAFile',
  ],
  [/wrong version number|packet length too long/i, 'asks for TLS, but the server there has none: add tls=false'],
  [
    /EPROTO|SSL routines/i,
    'agrees on no TLS with the server there: enable TLS 1.2 or newer there, or name userCertFile and userKeyFile',
  ],
];

/** The correction an operator must make before a call can succeed, after `EVENTSTORE_URL`; undefined when waiting may help. */
function misconfiguration(error: Partial<ServiceError>): string | undefined {
  if (error.code === status.UNAUTHENTICATED)
    return 'has an account or password that EventStoreDB refuses: correct them';
  if (error.code === status.PERMISSION_DENIED || trailer(error, 'exception') === 'access-denied')
    return 'has no account that may read and write the history: name one of the group $admins';
  return CERTIFICATE_FAULTS.find(([pattern]) => pattern.test(error.message ?? ''))?.[1];
}

const someSpeakTls = async (hosts: readonly Host[]) => (await Promise.all(hosts.map(speaksTls))).includes(true);

/** True when a TLS handshake succeeds, whatever the certificate. */
async function speaksTls({ host, port }: Host): Promise<boolean> {
  const socket = connectTls({ host: host.replaceAll(/[[\]]/g, ''), port, rejectUnauthorized: false });
  const connected = once(socket, 'secureConnect', { signal: AbortSignal.timeout(TLS_PROBE_MS) });
  const isTls = await connected.then(() => true).catch(() => false);
  socket.destroy();
  return isTls;
}
