import { Injectable } from '@nestjs/common';
import { reviewQueueProjection, type ActionDocument } from '../../projections/review-queue/review-queue.projection.js';
import { type ChallengeState, ownerIn, type RunningChallenge } from '../challenges/index.js';
import { uuidOf } from '../config/ids.js';
import { DeciderCommandHandler } from '../event-store/command-handler.js';
import { decode, EventStore } from '../event-store/event-store.js';
import { RuleLock } from '../event-store/rule-lock.repository.js';
import { ReadModel } from '../projector/read-model.js';
import { action, actionStream } from './action.js';
import { type OpenClaim, openClaimLimits } from './open-claims.js';

/** Few, because each lock takes a connection; colleges share them. */
const LOCKS = 4;
const lockOf = (collegeId: string) => `open claims ${Number.parseInt(uuidOf(collegeId).slice(0, 4), 16) % LOCKS}`;

/** Claims of a college that await a decision. */
@Injectable()
export class OpenClaims {
  constructor(
    private readonly store: EventStore,
    private readonly documents: ReadModel,
    private readonly commandHandler: DeciderCommandHandler,
    private readonly lock: RuleLock,
  ) {}

  /**
   * Runs a command that opens or moves a claim, one at a time for a college, on its open claims. A rulebook without limits needs
   * neither.
   */
  async guard<Result>(
    challenge: ChallengeState,
    collegeId: string,
    command: (open: readonly OpenClaim[]) => Promise<Result>,
  ): Promise<Result> {
    if (challenge.status === 'none' || !openClaimLimits(challenge)) return command([]);
    return this.lock.run(lockOf(ownerIn(challenge, collegeId)), async () =>
      command(await this.openIn(challenge, collegeId)),
    );
  }

  /** The review queue, and the stored state of each action with an event after the checkpoint of the queue. */
  async openIn(challenge: RunningChallenge, collegeId: string): Promise<OpenClaim[]> {
    const { challengeId, merged } = challenge;
    const owner = ownerIn(challenge, collegeId);
    const colleges = [owner, ...[...merged.keys()].filter((from) => ownerIn(challenge, from) === owner)];
    // Read first: documents that are newer than the checkpoint do no harm.
    const queue = await this.documents.live(reviewQueueProjection.name);
    const { items } = await this.documents.list<ActionDocument>(reviewQueueProjection.name, {
      where: { challengeId, pending: true },
      whereAny: colleges.map((one) => ({ collegeId: one })),
    });
    const changed = await this.changedSince(queue?.position ?? null, challengeId, colleges);
    const unchanged = items.map(({ body }) => body).filter(({ actionId }) => !changed.has(actionId));
    const loaded = await Promise.all([...changed].map((actionId) => this.loadOpen(actionId)));
    return [
      ...unchanged.map(({ actionId, kind, doneOn }) => ({ actionId, kind, doneOn })),
      ...loaded.filter((claim) => claim !== null),
    ];
  }

  private async changedSince(
    position: string | null,
    challengeId: string,
    colleges: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const changed = new Set<string>();
    const filter = { streamPrefixes: ['action-'] };
    for await (const event of this.store.readAll({ from: position ?? undefined, filter })) {
      const { data } = decode(event);
      if (!('actionId' in data) || data.challengeId !== challengeId || !colleges.includes(data.collegeId)) continue;
      changed.add(data.actionId);
    }
    return changed;
  }

  /** Null = it awaits no decision. */
  private async loadOpen(actionId: string): Promise<OpenClaim | null> {
    const { state } = await this.commandHandler.load(actionStream(actionId), action);
    if (state.status !== 'submitted' && state.status !== 'needs-info') return null;
    return { actionId, kind: state.claim.kind, doneOn: state.claim.doneOn };
  }
}
