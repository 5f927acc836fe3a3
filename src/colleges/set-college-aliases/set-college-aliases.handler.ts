import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { college, collegeStream } from '../college.js';
import { CollegeRoll } from '../college-roll.js';
import { namesOf } from '../import-roster/college-names.js';
import { SetCollegeAliases, setCollegeAliases } from './set-college-aliases.js';

@CommandHandler(SetCollegeAliases)
export class SetCollegeAliasesHandler implements ICommandHandler<SetCollegeAliases> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly roll: CollegeRoll,
  ) {}

  async execute({ input, context }: SetCollegeAliases) {
    const { collegeId } = input;
    const bearers = namesOf(await this.roll.all());
    const { position } = await this.commandHandler.handle(
      collegeStream(collegeId),
      college,
      (state) => setCollegeAliases(input, state, { bearers }),
      context,
    );
    return { position, collegeId };
  }
}
