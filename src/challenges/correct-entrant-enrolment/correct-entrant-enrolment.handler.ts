import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, challengeStream } from '../challenge.js';
import { CorrectEntrantEnrolment, correctEntrantEnrolment } from './correct-entrant-enrolment.js';

@CommandHandler(CorrectEntrantEnrolment)
export class CorrectEntrantEnrolmentHandler implements ICommandHandler<CorrectEntrantEnrolment> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly clock: Clock,
  ) {}

  async execute({ input, context }: CorrectEntrantEnrolment) {
    const { challengeId } = input;
    const facts = { today: dayOf(this.clock.now()) };
    const rule = (state: Parameters<typeof correctEntrantEnrolment>[1]) => correctEntrantEnrolment(input, state, facts);
    const { position } = await this.commandHandler.handle(challengeStream(challengeId), challenge, rule, context);
    return { position, challengeId };
  }
}
