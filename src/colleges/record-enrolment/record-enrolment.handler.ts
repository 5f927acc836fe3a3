import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import type { VaultRef } from '../../events/values.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { storeText } from '../../vault/store-text.js';
import { Vault } from '../../vault/vault.js';
import { college, type CollegeState, collegeStream } from '../college.js';
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
    const today = dayOf(this.clock.now());
    const decide = (ref: VaultRef | null) => (state: CollegeState) =>
      recordEnrolment(input, state, { today, note: ref });
    const isKept = note !== null && (await this.commandHandler.records(stream, college, decide(null), context));
    const ref = isKept ? await storeText(this.vault, 'note', { text: note }, place) : null;
    const { position } = await this.commandHandler.handle(stream, college, decide(ref), context);
    return { position, collegeId: input.collegeId };
  }
}
