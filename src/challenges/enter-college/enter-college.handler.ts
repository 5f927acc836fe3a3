import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { college, collegeStream } from '../../colleges/index.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, challengeStream } from '../challenge.js';
import { KeepCalendar } from '../keep-calendar/keep-calendar.js';
import { EnterCollege, enterCollege } from './enter-college.js';

@CommandHandler(EnterCollege)
export class EnterCollegeHandler implements ICommandHandler<EnterCollege> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly commands: CommandBus,
  ) {}

  async execute({ input: { challengeId, collegeId }, context }: EnterCollege) {
    await this.commands.execute(new KeepCalendar(challengeId));
    const facts = { college: (await this.commandHandler.load(collegeStream(collegeId), college)).state };
    const rule = (state: Parameters<typeof enterCollege>[1]) => enterCollege(challengeId, state, facts);
    const { position } = await this.commandHandler.handle(challengeStream(challengeId), challenge, rule, context);
    return { position, challengeId, collegeId };
  }
}
