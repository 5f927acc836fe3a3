import { Injectable } from '@nestjs/common';
import { AccountHistories, challenge, type ChallengeState, challengeStream } from '../challenges/index.js';
import type { ObjectionTarget } from '../events/objection.events.js';
import { DeciderCommandHandler } from '../event-store/command-handler.js';
import { type Actor, concernedBy, type RaisedObjection } from './objection.js';
import { ObjectionDirectory } from './objection-directory.js';
import type { Objecting, RaisingFacts } from './raise-objection/raise-objection.js';
import { partiality, type SettlingFacts } from './settle-objection/settle-objection.js';
import {
  type ActionTarget,
  actionTarget,
  type ChallengeTargets,
  challengeTargets,
  enrolmentRecorders,
  keyOf,
} from './targets.js';

/** Facts of other streams that the rules about objections need, never from a cache. */
@Injectable()
export class ObjectionFacts {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly directory: ObjectionDirectory,
    private readonly histories: AccountHistories,
  ) {}

  async challenge(challengeId: string): Promise<ChallengeState> {
    return (await this.commandHandler.load(challengeStream(challengeId), challenge)).state;
  }

  async forRaising({ challengeId, target }: Objecting): Promise<Omit<RaisingFacts, 'today' | 'isSameText'>> {
    const action = target.kind === 'action' ? await this.action(target.actionId) : null;
    const known = await this.directory.in(challengeId);
    return { challenge: await this.challenge(challengeId), targets: await this.targets(challengeId), action, known };
  }

  async forSettling(raised: RaisedObjection, by: Actor): Promise<SettlingFacts> {
    const of = await this.challenge(raised.challengeId);
    const deciders = await this.deciders(raised);
    const parties = [raised.collegeId, concernedBy(raised.target)].filter((id) => id !== null);
    const known = { challenge: of, deciders, parties: await this.histories.lineage(parties, of) };
    const organisersLeft = by.role === 'organiser' ? null : await this.organisersLeft(raised, known);
    const { live } = await this.targets(raised.challengeId);
    const isProposal = live.get(keyOf(raised.target))?.isProposal ?? false;
    return { ...known, ...(await this.histories.of(by.accountId, of)), isProposal, organisersLeft };
  }

  private async targets(challengeId: string): Promise<ChallengeTargets> {
    return (await this.commandHandler.load(challengeStream(challengeId), challengeTargets)).state;
  }

  private async action(actionId: string): Promise<ActionTarget | null> {
    return (await this.commandHandler.load(`action-${actionId}`, actionTarget)).state;
  }

  private async deciders({ challengeId, target }: RaisedObjection): Promise<ReadonlySet<string>> {
    if (target.kind === 'action') return (await this.action(target.actionId))?.involved ?? new Set();
    const { deciders } = await this.targets(challengeId);
    return new Set([...(deciders.get(keyOf(target)) ?? []), ...(await this.recorders(target))]);
  }

  private async recorders(target: ObjectionTarget): Promise<ReadonlySet<string>> {
    if (target.kind !== 'enrolment') return new Set();
    return (await this.commandHandler.load(`college-${target.collegeId}`, enrolmentRecorders)).state;
  }

  /** Open organisers who may settle it. */
  private async organisersLeft(
    raised: RaisedObjection,
    facts: Pick<SettlingFacts, 'challenge' | 'deciders' | 'parties'>,
  ): Promise<number> {
    const open = await this.histories.openOf('organiser');
    const free = await Promise.all(
      open.map(
        async (id) => partiality(raised, id, { ...facts, ...(await this.histories.of(id, facts.challenge)) }) === null,
      ),
    );
    return free.filter(Boolean).length;
  }
}
