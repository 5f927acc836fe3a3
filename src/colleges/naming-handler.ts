import { Injectable, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CollegeEvent } from '../events/college.events.js';
import { DeciderCommandHandler } from '../event-store/command-handler.js';
import { college, type CollegeCommand, type CollegeState, collegeStream } from './college.js';
import { CollegeDirectory } from './college-directory.js';
import type { NameIndex } from './name-index.js';

/** Makes the handler of a command that changes names, so that its rule sees the names of all colleges. */
export function namingHandler<Input extends { collegeId: string }>(
  command: new (...args: never[]) => CollegeCommand<Input>,
  rule: (input: Input, state: CollegeState, index: NameIndex) => CollegeEvent[],
): Type<ICommandHandler> {
  @Injectable()
  @CommandHandler(command as Type)
  class NamingHandler {
    constructor(
      private readonly commandHandler: DeciderCommandHandler,
      private readonly directory: CollegeDirectory,
    ) {}

    async execute({ input, context }: CollegeCommand<Input>) {
      const { collegeId } = input;
      const stream = collegeStream(collegeId);
      const { position } = await this.directory.changeNames((index) =>
        this.commandHandler.handle(stream, college, (state) => rule(input, state, index), context),
      );
      return { position, collegeId };
    }
  }
  return NamingHandler;
}
