import { Injectable, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { DomainEvent } from '../events/schemas.js';
import type { CommandContext } from './command-context.js';
import { DeciderCommandHandler } from './command-handler.js';
import type { Decider } from './decider.js';

interface StreamCommand<Input> {
  input: Input;
  context: CommandContext;
}

/**
 * Makes command handlers for the rules of one kind of stream that need no facts from elsewhere. `id` is the field of the input
 * and of the response that names the stream.
 */
export function ruleHandlers<Id extends string, State, Event extends DomainEvent>(
  id: Id,
  streamOf: (id: string) => string,
  decider: Decider<State, Event>,
) {
  return <Input extends Record<Id, string>>(
    command: new (...args: never[]) => StreamCommand<Input>,
    rule: (input: Input, state: State) => Event[],
  ): Type<ICommandHandler> => {
    @Injectable()
    @CommandHandler(command as Type)
    class RuleHandler {
      constructor(private readonly commandHandler: DeciderCommandHandler) {}

      async execute({ input, context }: StreamCommand<Input>) {
        const decide = (state: State) => rule(input, state);
        const { position } = await this.commandHandler.handle(streamOf(input[id]), decider, decide, context);
        return { position, [id]: input[id] };
      }
    }
    return RuleHandler;
  };
}
