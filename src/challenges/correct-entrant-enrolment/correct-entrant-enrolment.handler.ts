import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { challenge, challengeStream } from '../challenge.js';
import { CorrectEntrantEnrolment, correctEntrantEnrolment } from './correct-entrant-enrolment.js';

@CommandHandler(CorrectEntrantEnrolment)
export class CorrectEntrantEnrolmentHandler implements ICommandHandler<CorrectEntrantEnrolment> {
  constructor(private readonly runner: DeciderRunner) {}

  async execute({ input, context }: CorrectEntrantEnrolment) {
    const { challengeId } = input;
    const { position } = await this.runner.run(
      challengeStream(challengeId),
      challenge,
      (state) => correctEntrantEnrolment(input, state),
      context,
    );
    return { position, challengeId };
  }
}
