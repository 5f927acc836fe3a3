import { randomUUID } from 'node:crypto';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../../config/clock.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, challengeStream } from '../challenge.js';
import { CloseSubmissions } from '../close-submissions/close-submissions.js';
import { OpenChallenge } from '../open-challenge/open-challenge.js';
import { due, KeepCalendar } from './keep-calendar.js';

@CommandHandler(KeepCalendar)
export class KeepCalendarHandler implements ICommandHandler<KeepCalendar> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  async execute({ challengeId }: KeepCalendar): Promise<void> {
    const { state } = await this.commandHandler.load(challengeStream(challengeId), challenge);
    const context = { actor: 'system', correlationId: randomUUID() };
    for (const { what } of due([state], this.clock.now())) {
      const input = { challengeId };
      await this.commands.execute(
        what === 'open' ? new OpenChallenge(input, context) : new CloseSubmissions(input, context),
      );
    }
  }
}
