import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { college, collegeStream } from '../../colleges/index.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, challengeStream } from '../challenge.js';
import { RenameEntrant, renameEntrant } from './rename-entrant.js';

@CommandHandler(RenameEntrant)
export class RenameEntrantHandler implements ICommandHandler<RenameEntrant> {
  constructor(private readonly commandHandler: DeciderCommandHandler) {}

  async execute({ input: { challengeId, collegeId }, context }: RenameEntrant) {
    const facts = { college: (await this.commandHandler.load(collegeStream(collegeId), college)).state };
    const rule = (state: Parameters<typeof renameEntrant>[1]) => renameEntrant(challengeId, state, facts);
    const { position } = await this.commandHandler.handle(challengeStream(challengeId), challenge, rule, context);
    return { position, challengeId };
  }
}
