import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { college, collegeStream } from '../../colleges/index.js';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { challenge, challengeStream } from '../challenge.js';
import { RenameEntrant, renameEntrant } from './rename-entrant.js';

@CommandHandler(RenameEntrant)
export class RenameEntrantHandler implements ICommandHandler<RenameEntrant> {
  constructor(private readonly runner: DeciderRunner) {}

  async execute({ input: { challengeId, collegeId }, context }: RenameEntrant) {
    const facts = { college: (await this.runner.load(collegeStream(collegeId), college)).state };
    const rule = (state: Parameters<typeof renameEntrant>[1]) => renameEntrant(challengeId, state, facts);
    const { position } = await this.runner.run(challengeStream(challengeId), challenge, rule, context);
    return { position, challengeId };
  }
}
