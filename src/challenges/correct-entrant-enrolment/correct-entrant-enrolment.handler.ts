import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, challengeStream } from '../challenge.js';
import { CorrectEntrantEnrolment, correctEntrantEnrolment } from './correct-entrant-enrolment.js';

@CommandHandler(CorrectEntrantEnrolment)
export class CorrectEntrantEnrolmentHandler implements ICommandHandler<CorrectEntrantEnrolment> {
  constructor(private readonly commandHandler: DeciderCommandHandler) {}

  async execute({ input, context }: CorrectEntrantEnrolment) {
    const { challengeId } = input;
    const { position } = await this.commandHandler.handle(
      challengeStream(challengeId),
      challenge,
      (state) => correctEntrantEnrolment(input, state),
      context,
    );
    return { position, challengeId };
  }
}
