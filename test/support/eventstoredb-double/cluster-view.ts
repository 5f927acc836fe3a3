import { randomUUID } from 'node:crypto';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { uuid } from './wire-messages.js';

export interface Member {
  port: number;
  alive: boolean;
}

export interface ClusterView {
  members(): readonly Member[];
  leader(): Member | null;
}

export function gossip(cluster: ClusterView): ClusterInfo {
  const { FOLLOWER, LEADER, UNKNOWN } = MemberInfo.VNodeState;
  const leader = cluster.leader();
  const members = cluster.members().map((member) =>
    new MemberInfo()
      .setInstanceId(uuid(randomUUID()))
      .setTimeStamp(String(Date.now()))
      .setState(member === leader ? LEADER : leader ? FOLLOWER : UNKNOWN)
      .setIsAlive(member.alive)
      .setHttpEndPoint(new EndPoint().setAddress('127.0.0.1').setPort(member.port)),
  );
  return new ClusterInfo().setMembersList(members);
}

export function supportedMethods(): SupportedMethods {
  const methods = ['append', 'batchappend', 'read', 'delete', 'tombstone'];
  const all = methods.map((name) =>
    new SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(name),
  );
  return new SupportedMethods().setEventStoreServerVersion('24.6.0.0').setMethodsList(all);
}
