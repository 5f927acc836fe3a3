import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { college, collegeStream } from '../college.js';
import { CollegeDirectory } from '../college-directory.js';
import { RenameCollege, renameCollege } from './rename-college.js';

@CommandHandler(RenameCollege)
export class RenameCollegeHandler implements ICommandHandler<RenameCollege> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly directory: CollegeDirectory,
  ) {}

  async execute({ input, context }: RenameCollege) {
    const { collegeId } = input;
    const { position } = await this.directory.changeNames((index) =>
      this.commandHandler.handle(
        collegeStream(collegeId),
        college,
        (state) => renameCollege(input, state, index),
        context,
      ),
    );
    return { position, collegeId };
  }
}
