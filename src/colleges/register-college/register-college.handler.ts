import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { college, collegeStream } from '../college.js';
import { RegisterCollege, registerCollege } from './register-college.js';

@CommandHandler(RegisterCollege)
export class RegisterCollegeHandler implements ICommandHandler<RegisterCollege> {
  constructor(private readonly runner: DeciderRunner) {}

  async execute({ input, context }: RegisterCollege) {
    const { collegeId } = input;
    const { position } = await this.runner.run(
      collegeStream(collegeId),
      college,
      (state) => registerCollege(input, state),
      context,
    );
    return { position, collegeId };
  }
}
