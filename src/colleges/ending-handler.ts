import { randomUUID } from 'node:crypto';
import { Injectable, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CollegeEvent } from '../events/college.events.js';
import type { VaultRef } from '../events/values.js';
import type { CommandContext } from '../event-store/command-context.js';
import { DeciderCommandHandler } from '../event-store/command-handler.js';
import { storeText } from '../vault/store-text.js';
import { Vault } from '../vault/vault.js';
import { college, type CollegeState, collegeStream, registered } from './college.js';
import { CollegeDirectory } from './college-directory.js';
import { FindCollegeUses } from './college-uses.js';
import type { EndingCommand, EndingFacts } from './ending.js';

/** Makes the handler of a command that ends a college or takes its end back. */
export function endingHandler<Input extends { collegeId: string }>(
  command: new (...args: never[]) => EndingCommand<Input>,
  rule: (input: Input, state: CollegeState, facts: EndingFacts) => CollegeEvent[],
): Type<ICommandHandler> {
  @Injectable()
  @CommandHandler(command as Type)
  class EndingHandler {
    constructor(
      private readonly commandHandler: DeciderCommandHandler,
      private readonly directory: CollegeDirectory,
      private readonly vault: Vault,
      private readonly uses: FindCollegeUses,
    ) {}

    async execute({ input, note, context }: EndingCommand<Input>) {
      const { collegeId } = input;
      const stream = collegeStream(collegeId);
      const position = await this.directory.changeStates(async (colleges) => {
        const decide = (ref: VaultRef | null) => (state: CollegeState) => rule(input, state, { colleges, note: ref });
        const ref = note === null ? null : await this.store(stream, note, decide(null), context);
        return (await this.commandHandler.handle(stream, college, decide(ref), context)).position;
      });
      const { state } = await this.commandHandler.load(stream, college);
      return { position, collegeId, ...(await this.uses.of(registered(state))) };
    }

    /** Nothing is stored for a rule that refuses or stays quiet. */
    private async store(
      stream: string,
      note: string,
      decide: (state: CollegeState) => CollegeEvent[],
      context: CommandContext,
    ): Promise<VaultRef | null> {
      if (!(await this.commandHandler.records(stream, college, decide, context))) return null;
      return storeText(this.vault, 'note', { text: note }, `${stream}/state/${context.idempotencyKey ?? randomUUID()}`);
    }
  }
  return EndingHandler;
}
