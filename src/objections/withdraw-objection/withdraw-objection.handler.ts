import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { objection, objectionStream, requireRaised } from '../objection.js';
import { ObjectionFacts } from '../objection-facts.js';
import { WithdrawObjection, withdrawObjection } from './withdraw-objection.js';

@CommandHandler(WithdrawObjection)
export class WithdrawObjectionHandler implements ICommandHandler<WithdrawObjection> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly facts: ObjectionFacts,
  ) {}

  async execute({ input: { objectionId }, by, context }: WithdrawObjection) {
    const stream = objectionStream(objectionId);
    const { state } = await this.commandHandler.load(stream, objection);
    const of = await this.facts.challenge(requireRaised(state).challengeId);
    const { position } = await this.commandHandler.handle(
      stream,
      objection,
      (now) => withdrawObjection(by, now, of),
      context,
    );
    return { position, objectionId };
  }
}
