import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { college, collegeStream } from '../college.js';
import { RenameCollege, renameCollege } from './rename-college.js';

@CommandHandler(RenameCollege)
export class RenameCollegeHandler implements ICommandHandler<RenameCollege> {
  constructor(private readonly commandHandler: DeciderCommandHandler) {}

  async execute({ input, context }: RenameCollege) {
    const { collegeId } = input;
    const { position } = await this.commandHandler.handle(
      collegeStream(collegeId),
      college,
      (state) => renameCollege(input, state),
      context,
    );
    return { position, collegeId };
  }
}
