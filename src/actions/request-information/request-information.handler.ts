import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReviewCommands } from '../review-commands.js';
import { RequestInformation, requestInformation } from './request-information.js';

@CommandHandler(RequestInformation)
export class RequestInformationHandler implements ICommandHandler<RequestInformation> {
  constructor(private readonly desk: ReviewCommands) {}

  async execute({ input, note, by, context }: RequestInformation) {
    const { position, actionId } = await this.desk.handle(
      input.actionId,
      context,
      (state, facts, ref) => requestInformation(input, by, state, facts, ref),
      note,
    );
    return { position, actionId };
  }
}
