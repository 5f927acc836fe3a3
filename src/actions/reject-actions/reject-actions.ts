import { Command } from '@nestjs/cqrs';
import type { CommandContext } from '../../event-store/command-context.js';
import type { Actor } from '../action.js';

export interface Rejections {
  challengeId: string;
  actionIds: readonly string[];
  reason: string;
}

/** `code` null = it is rejected; else why it is not. */
export interface RejectionResult {
  actionId: string;
  code: string | null;
}

/** Rejects several actions for one reason, each by its own event. A refused one stops none of the others. */
export class RejectActions extends Command<{ position: string | null; results: RejectionResult[] }> {
  constructor(
    readonly input: Rejections,
    readonly by: Actor,
    readonly context: CommandContext,
    readonly note: string | null = null,
  ) {
    super();
  }
}
