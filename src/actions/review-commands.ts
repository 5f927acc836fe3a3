import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { challenge, challengeStream } from '../challenges/index.js';
import type { ActionEvent } from '../events/action.events.js';
import type { VaultRef } from '../events/values.js';
import type { CommandContext } from '../event-store/command-context.js';
import { DeciderCommandHandler } from '../event-store/command-handler.js';
import { storeText } from '../vault/store-text.js';
import { Vault } from '../vault/vault.js';
import { action, actionStream, type ActionState } from './action.js';
import { pointsIn, type ReviewFacts } from './four-eyes.js';

export type ReviewRule = (state: ActionState, facts: ReviewFacts, note: VaultRef | null) => ActionEvent[];

/** Placeholder for a note that is stored only after the rule accepts. */
export const PENDING_REF: VaultRef = { id: '00000000-0000-4000-8000-000000000000', commitment: '0'.repeat(64) };

/** Runs commands on a submitted action: loads its challenge, stores the note, applies the rule. */
@Injectable()
export class ReviewCommands {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly vault: Vault,
  ) {}

  async handle(actionId: string, context: CommandContext, rule: ReviewRule, note?: string | null) {
    const stream = actionStream(actionId);
    const { state } = await (note
      ? this.commandHandler.load(stream, action)
      : this.commandHandler.cached(stream, action));
    const facts = await this.facts(state);
    const decided = note
      ? await this.commandHandler.dryRun(stream, context, () => rule(state, facts, PENDING_REF))
      : null;
    const isKept = note && decided?.length !== 0;
    const ref = isKept ? await storeText(this.vault, 'note', { text: note }, vaultPlace(stream, context)) : null;
    const { position, events } = await this.commandHandler.handle(
      stream,
      action,
      (now) => rule(now, facts, ref),
      context,
    );
    return { position, actionId, events };
  }

  /** Throws the rule's refusal, unless the request succeeded before under its key. */
  async dryRun(actionId: string, context: CommandContext, rule: ReviewRule): Promise<void> {
    const stream = actionStream(actionId);
    const { state } = await this.commandHandler.load(stream, action);
    const facts = await this.facts(state);
    await this.commandHandler.dryRun(stream, context, () => rule(state, facts, null));
  }

  private async facts(state: ActionState): Promise<ReviewFacts> {
    const of =
      state.status === 'none'
        ? challenge.initialState()
        : (await this.commandHandler.load(challengeStream(state.ref.challengeId), challenge)).state;
    return { challenge: of, pointsOf: pointsIn(of) };
  }
}

/** Place of a request's texts in the vault: unique to the request, equal for a retry under its key. */
export const vaultPlace = (stream: string, { actor, idempotencyKey }: CommandContext) =>
  `${stream}/${idempotencyKey ? `${actor}/${idempotencyKey}` : randomUUID()}`;
