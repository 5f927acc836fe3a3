import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { college, collegeStream } from '../college.js';
import { CollegeDirectory } from '../college-directory.js';
import { RegisterCollege, registerCollege } from './register-college.js';

@CommandHandler(RegisterCollege)
export class RegisterCollegeHandler implements ICommandHandler<RegisterCollege> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly directory: CollegeDirectory,
  ) {}

  async execute({ input, context }: RegisterCollege) {
    const { collegeId } = input;
    const { position } = await this.directory.changeNames((index) =>
      this.commandHandler.handle(
        collegeStream(collegeId),
        college,
        (state) => registerCollege(input, state, index),
        context,
      ),
    );
    return { position, collegeId };
  }
}
