import { spawnSync } from 'node:child_process';
import { parseEventStoreDbAddress } from '../../src/config/eventstoredb-address.js';
import { type ClusterMember, LeaderChannel } from '../../src/event-store/eventstoredb/leader-channel.js';
import { NotRun, until } from './drill.js';

const VOTE_MS = 60_000;

/** A cluster whose leader can be lost, and has another one some time later. */
export interface Cluster {
  url: string;
  loseLeader(): Promise<void>;
  stop(): Promise<void>;
}

export const isSameNode = (a: ClusterMember, b: ClusterMember) => a.host === b.host && a.port === b.port;

/** The living leader, whatever dead members claim to be. */
export const livingLeader = (members: readonly ClusterMember[]) =>
  members.find(({ isAlive, isLeader }) => isAlive && isLeader);

/** A command with {host} and {port} that kills a leader. Without it, the leader only resigns. */
const killCommand = () => process.env.EVENTSTORE_KILL_LEADER;

/** The cluster that an address names. Throws NotRun when it has fewer than three living nodes. */
export async function realCluster(url: string): Promise<Cluster> {
  const { hosts, tls, credentials } = parseEventStoreDbAddress(url);
  const channel = new LeaderChannel(url);
  const members = async (): Promise<ClusterMember[]> => {
    for (const host of hosts) {
      const found = await channel.members(host).catch(() => []);
      if (livingLeader(found)) return found;
    }
    return [];
  };
  const living = (await members()).filter(({ isAlive }) => isAlive).length;
  if (living < 3) throw new NotRun(`EVENTSTORE_URL names a cluster of ${living} living nodes, and three are needed`);
  const command = killCommand();
  const resign = async (leader: ClusterMember) => {
    const headers: Record<string, string> = credentials
      ? { authorization: `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}` }
      : {};
    const ask = async (path: string) => {
      const address = `${tls ? 'https' : 'http'}://${leader.host}:${leader.port}/admin/node/${path}`;
      const { ok, status } = await fetch(address, { method: 'POST', headers });
      if (!ok) throw new Error(`the leader refuses ${path}: ${status}`);
    };
    await ask('priority/-1');
    await ask('resign');
    return () => ask('priority/0');
  };
  return {
    url,
    async loseLeader() {
      const lost = livingLeader(await members());
      if (!lost) throw new Error('the cluster names no leader');
      let restore: () => Promise<void> = () => Promise.resolve();
      if (command === undefined) restore = await resign(lost);
      else kill(command, lost);
      await until(
        'another leader',
        async () => {
          const leader = livingLeader(await members());
          return leader !== undefined && !isSameNode(leader, lost);
        },
        VOTE_MS,
      );
      await restore();
    },
    stop: () => Promise.resolve(),
  };
}

function kill(command: string, { host, port }: ClusterMember): void {
  const filled = command.replaceAll('{host}', host).replaceAll('{port}', String(port));
  const { status, stderr } = spawnSync('sh', ['-c', filled], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`EVENTSTORE_KILL_LEADER ended with ${status}: ${stderr.trim()}`);
}
