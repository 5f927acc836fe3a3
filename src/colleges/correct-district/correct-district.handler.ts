import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { college, collegeStream } from '../college.js';
import { CorrectDistrict, correctDistrict } from './correct-district.js';

@CommandHandler(CorrectDistrict)
export class CorrectDistrictHandler implements ICommandHandler<CorrectDistrict> {
  constructor(private readonly commandHandler: DeciderCommandHandler) {}

  async execute({ input, context }: CorrectDistrict) {
    const { collegeId } = input;
    const { position } = await this.commandHandler.handle(
      collegeStream(collegeId),
      college,
      (state) => correctDistrict(input, state),
      context,
    );
    return { position, collegeId };
  }
}
