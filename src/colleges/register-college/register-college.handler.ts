import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { college, collegeStream } from '../college.js';
import { RegisterCollege, registerCollege } from './register-college.js';

@CommandHandler(RegisterCollege)
export class RegisterCollegeHandler implements ICommandHandler<RegisterCollege> {
  constructor(private readonly commandHandler: DeciderCommandHandler) {}

  async execute({ input, context }: RegisterCollege) {
    const { collegeId } = input;
    const { position } = await this.commandHandler.handle(
      collegeStream(collegeId),
      college,
      (state) => registerCollege(input, state),
      context,
    );
    return { position, collegeId };
  }
}
