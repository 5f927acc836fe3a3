import { randomUUID } from 'node:crypto';
import { Injectable, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { rulesOf, scoreAction } from '../../projections/standings/scoring.js';
import { AccountHistories, challenge, type ChallengeState, challengeStream } from '../challenges/index.js';
import type { ActionEvent } from '../events/action.events.js';
import type { VaultRef } from '../events/values.js';
import type { CommandContext } from '../event-store/command-context.js';
import { DeciderCommandHandler } from '../event-store/command-handler.js';
import { PENDING_REF, storeText } from '../vault/store-text.js';
import { freesTexts } from '../vault/stream-texts.js';
import { TextRetention } from '../vault/text-retention.js';
import { Vault } from '../vault/vault.js';
import {
  action,
  type ActionCommand,
  type ActionState,
  actionStream,
  type Actor,
  type SubmittedAction,
} from './action.js';
import { ActionCalendar } from './lapse-action/action-calendar.js';
import { type Decision, dependence, isBarred, type ReviewFacts } from './review.js';

export type ReviewRule = (state: ActionState, facts: ReviewFacts, note: VaultRef | null) => ActionEvent[];

/** Runs commands on a submitted action: loads its challenge, stores the note, applies the rule. */
@Injectable()
export class ReviewCommands {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly vault: Vault,
    private readonly retention: TextRetention,
    private readonly calendar: ActionCalendar,
    private readonly histories: AccountHistories,
  ) {}

  async handle(actionId: string, by: Actor, context: CommandContext, rule: ReviewRule, note?: string | null) {
    const stream = actionStream(actionId);
    const { state: stored } = await (note
      ? this.commandHandler.load(stream, action)
      : this.commandHandler.cached(stream, action));
    const state = await this.calendar.settled(stored);
    const facts = await this.facts(state, by);
    const decided = note
      ? await this.commandHandler.dryRun(stream, context, () => rule(state, facts, PENDING_REF))
      : null;
    const isKept = note && decided?.length !== 0;
    const ref = isKept ? await storeText(this.vault, 'note', { text: note }, vaultPlace(stream, context)) : null;
    let decidedOn = state;
    const decide = (now: ActionState) => rule((decidedOn = now), facts, ref);
    const { position, events } = await this.commandHandler.handle(stream, action, decide, context);
    if (events.some(({ type }) => freesTexts(type))) await this.retention.checkNow(stream);
    return { position, actionId, events, state: decidedOn };
  }

  /** Throws the rule's refusal, unless the request succeeded before under its key. */
  async dryRun(actionId: string, by: Actor, context: CommandContext, rule: ReviewRule): Promise<void> {
    const stream = actionStream(actionId);
    const { state } = await this.commandHandler.load(stream, action);
    const facts = await this.facts(state, by);
    await this.commandHandler.dryRun(stream, context, () => rule(state, facts, null));
  }

  private async facts(state: ActionState, by: Actor): Promise<ReviewFacts> {
    const of =
      state.status === 'none'
        ? challenge.initialState()
        : (await this.commandHandler.load(challengeStream(state.ref.challengeId), challenge)).state;
    const endorsers = state.status === 'none' ? [] : state.endorsements.map(({ reviewer }) => reviewer);
    const kin = state.status === 'none' ? new Set<string>() : await this.histories.lineage([state.ref.collegeId], of);
    return {
      challenge: of,
      today: this.calendar.today(),
      pointsOf: pointsIn(of),
      kin,
      ...(await this.historiesOf(new Set([by.accountId, ...endorsers]), of)),
      reviewersLeft:
        state.status === 'none' || by.role !== 'organiser'
          ? null
          : await this.reviewersLeft(state, { challenge: of, kin }),
    };
  }

  private async historiesOf(
    ids: ReadonlySet<string>,
    among: ChallengeState,
  ): Promise<Pick<ReviewFacts, 'colleges' | 'unconfirmed'>> {
    const all = await Promise.all([...ids].map(async (id) => ({ id, ...(await this.histories.of(id, among)) })));
    return {
      colleges: new Map(all.map(({ id, colleges }) => [id, colleges])),
      unconfirmed: new Set(all.filter((one) => one.unconfirmed).map(({ id }) => id)),
    };
  }

  /** Open reviewers who are independent of the action, did not decide on it and gave no first yes. */
  private async reviewersLeft(of: SubmittedAction, facts: Pick<ReviewFacts, 'challenge' | 'kin'>): Promise<number> {
    const open = await this.histories.openOf('reviewer');
    const given = new Set(of.endorsements.map(({ reviewer }) => reviewer));
    const free = open.filter((id) => !isBarred(of, id) && !given.has(id));
    const { colleges, unconfirmed } = await this.historiesOf(new Set(free), facts.challenge);
    return free.filter((id) => !unconfirmed.has(id) && dependence(of, id, colleges.get(id), facts) === null).length;
  }
}

/** Makes the handler of a command whose rule needs the action, its challenge and a note. `more` adds to the response. */
export function reviewHandler<Input extends { actionId: string }, More>(
  command: new (...args: never[]) => ActionCommand<Input, More>,
  rule: (input: Input, by: Actor, ...decision: Parameters<ReviewRule>) => ActionEvent[],
  more: (decision: Decision) => object = () => ({}),
): Type<ICommandHandler> {
  @Injectable()
  @CommandHandler(command as Type)
  class ReviewHandler {
    constructor(private readonly review: ReviewCommands) {}

    async execute({ input, by, context, note }: ActionCommand<Input, More>) {
      const decide: ReviewRule = (...decision) => rule(input, by, ...decision);
      const { position, actionId, ...decision } = await this.review.handle(input.actionId, by, context, decide, note);
      return { position, actionId, ...more(decision) };
    }
  }
  return ReviewHandler;
}

/** Place of a request's texts in the vault: unique to the request, equal for a retry under its key. */
export const vaultPlace = (stream: string, { actor, idempotencyKey }: CommandContext) =>
  `${stream}/${idempotencyKey ? `${actor}/${idempotencyKey}` : randomUUID()}`;

/**
 * Points of single actions of a challenge, by the scoring of the standings. A retroactive version may be withdrawn, so the rules of the
 * submission count as well.
 */
export function pointsIn(challenge: ChallengeState): ReviewFacts['pointsOf'] {
  const books = challenge.status === 'none' ? [] : challenge.rulebooks;
  const own = books.map((book) => ({ ...book, retroactive: false }));
  const all = [rulesOf(books), rulesOf(own)];
  return ({ claim: { kind, doneOn }, submittedOn, rulebookVersion, disputed }, verified) => {
    const nothing = { revision: 0, endorsed: false, disputable: false, evidence: [], decision: null };
    const record = { ...nothing, kind, doneOn, submittedOn, rulebookVersion, disputed, verified };
    return Math.max(...all.map((rules) => scoreAction({ ...record, status: 'approved' }, rules).points));
  };
}
