import { Command } from '@nestjs/cqrs';
import type { CommandContext } from '../../event-store/command-context.js';
import type { Erasing, ErasureResult } from '../erasure.js';

/** Erases the data of a person, or the texts of an action, a college or a challenge. */
export class EraseData extends Command<ErasureResult> {
  constructor(
    readonly input: Erasing,
    readonly context: CommandContext,
  ) {
    super();
  }
}
