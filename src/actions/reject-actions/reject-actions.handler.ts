import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DomainError } from '../../event-store/domain-error.js';
import { RejectAction } from '../reject-action/reject-action.js';
import { RejectActions, type RejectionResult } from './reject-actions.js';

@CommandHandler(RejectActions)
export class RejectActionsHandler implements ICommandHandler<RejectActions> {
  constructor(private readonly commands: CommandBus) {}

  async execute({ input: { challengeId, actionIds, reason }, by, context, note }: RejectActions) {
    const results: RejectionResult[] = [];
    let last: string | null = null;
    for (const actionId of new Set(actionIds)) {
      const command = new RejectAction({ actionId, challengeId, reason }, by, context, note);
      try {
        const { position } = await this.commands.execute(command);
        last = position ?? last;
        results.push({ actionId, code: null });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        results.push({ actionId, code: error.code });
      }
    }
    return { position: last, results };
  }
}
