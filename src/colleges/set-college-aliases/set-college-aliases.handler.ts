import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { college, collegeStream } from '../college.js';
import { CollegeRoll } from '../college-roll.js';
import { namesOf } from '../import-roster/college-names.js';
import { SetCollegeAliases, setCollegeAliases } from './set-college-aliases.js';

@CommandHandler(SetCollegeAliases)
export class SetCollegeAliasesHandler implements ICommandHandler<SetCollegeAliases> {
  constructor(
    private readonly runner: DeciderRunner,
    private readonly roll: CollegeRoll,
  ) {}

  async execute({ input, context }: SetCollegeAliases) {
    const { collegeId } = input;
    const bearers = namesOf(await this.roll.all());
    const { position } = await this.runner.run(
      collegeStream(collegeId),
      college,
      (state) => setCollegeAliases(input, state, { bearers }),
      context,
    );
    return { position, collegeId };
  }
}
