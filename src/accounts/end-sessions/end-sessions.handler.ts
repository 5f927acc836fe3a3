import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { accountDecider, streamOf } from '../account.js';
import { PostgresSessions } from '../sessions.repository.js';
import { EndSessions, endSessions } from './end-sessions.js';

@CommandHandler(EndSessions)
export class EndSessionsHandler implements ICommandHandler<EndSessions> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly sessions: PostgresSessions,
  ) {}

  async execute({ input: { accountId }, context }: EndSessions) {
    const facts = { liveSessions: (await this.sessions.ofAccount(accountId)).length };
    const rule = (state: Parameters<typeof endSessions>[0]) => endSessions(state, facts);
    const { position } = await this.commandHandler.handle(streamOf(accountId), accountDecider, rule, context);
    await this.sessions.endOf(accountId);
    return { accountId, position };
  }
}
