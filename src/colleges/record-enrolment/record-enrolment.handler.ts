import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { storeText } from '../../vault/store-text.js';
import { Vault } from '../../vault/vault.js';
import { college, collegeStream } from '../college.js';
import { RecordEnrolment, recordEnrolment } from './record-enrolment.js';

@CommandHandler(RecordEnrolment)
export class RecordEnrolmentHandler implements ICommandHandler<RecordEnrolment> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  async execute({ input, note, context }: RecordEnrolment) {
    const stream = collegeStream(input.collegeId);
    const place = `${stream}/enrolment/${input.asOf}/${input.students}`;
    const facts = {
      today: dayOf(this.clock.now()),
      note: note === null ? null : await storeText(this.vault, 'note', { text: note }, place),
    };
    const { position } = await this.commandHandler.handle(
      stream,
      college,
      (state) => recordEnrolment(input, state, facts),
      context,
    );
    return { position, collegeId: input.collegeId };
  }
}
