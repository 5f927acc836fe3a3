import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { college, collegeStream } from '../college.js';
import { RenameCollege, renameCollege } from './rename-college.js';

@CommandHandler(RenameCollege)
export class RenameCollegeHandler implements ICommandHandler<RenameCollege> {
  constructor(private readonly runner: DeciderRunner) {}

  async execute({ input, context }: RenameCollege) {
    const { collegeId } = input;
    const { position } = await this.runner.run(
      collegeStream(collegeId),
      college,
      (state) => renameCollege(input, state),
      context,
    );
    return { position, collegeId };
  }
}
