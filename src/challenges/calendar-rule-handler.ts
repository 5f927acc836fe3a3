import { Injectable, type Type } from '@nestjs/common';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../config/clock.js';
import { dayOf } from '../events/day.js';
import type { ChallengeEvent } from '../events/challenge.events.js';
import { DeciderCommandHandler } from '../event-store/command-handler.js';
import { challenge, type ChallengeCommand, type ChallengeState, challengeStream } from './challenge.js';
import { KeepCalendar } from './keep-calendar/keep-calendar.js';

export interface Today {
  /** The day in Asia/Aqtau. */
  today: string;
}

/** Makes the handler of a rule that depends on the day: what the calendar asks for happens first. */
export function calendarRuleHandler<Input extends { challengeId: string }>(
  command: new (...args: never[]) => ChallengeCommand<Input>,
  rule: (input: Input, state: ChallengeState, facts: Today) => ChallengeEvent[],
): Type<ICommandHandler> {
  @Injectable()
  @CommandHandler(command as Type)
  class CalendarRuleHandler {
    constructor(
      private readonly commandHandler: DeciderCommandHandler,
      private readonly commands: CommandBus,
      private readonly clock: Clock,
    ) {}

    async execute({ input, context }: ChallengeCommand<Input>) {
      const { challengeId } = input;
      await this.commands.execute(new KeepCalendar(challengeId));
      const decide = (state: ChallengeState) => rule(input, state, { today: dayOf(this.clock.now()) });
      const { position } = await this.commandHandler.handle(challengeStream(challengeId), challenge, decide, context);
      return { position, challengeId };
    }
  }
  return CalendarRuleHandler;
}
