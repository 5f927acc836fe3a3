import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { college, collegeStream } from '../college.js';
import { SetCollegeAliases, setCollegeAliases } from './set-college-aliases.js';

@CommandHandler(SetCollegeAliases)
export class SetCollegeAliasesHandler implements ICommandHandler<SetCollegeAliases> {
  constructor(private readonly runner: DeciderRunner) {}

  async execute({ input, context }: SetCollegeAliases) {
    const { collegeId } = input;
    const { position } = await this.runner.run(
      collegeStream(collegeId),
      college,
      (state) => setCollegeAliases(input, state),
      context,
    );
    return { position, collegeId };
  }
}
