import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { college, collegeStream } from '../college.js';
import { CollegeDirectory } from '../college-directory.js';
import { SetCollegeAliases, setCollegeAliases } from './set-college-aliases.js';

@CommandHandler(SetCollegeAliases)
export class SetCollegeAliasesHandler implements ICommandHandler<SetCollegeAliases> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly directory: CollegeDirectory,
  ) {}

  async execute({ input, context }: SetCollegeAliases) {
    const { collegeId } = input;
    const { position } = await this.directory.changeNames((index) =>
      this.commandHandler.handle(
        collegeStream(collegeId),
        college,
        (state) => setCollegeAliases(input, state, index),
        context,
      ),
    );
    return { position, collegeId };
  }
}
