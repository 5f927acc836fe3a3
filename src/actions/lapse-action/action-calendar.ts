import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { challenge, type ChallengeState, challengeStream } from '../../challenges/index.js';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { action, type ActionState, actionStream } from '../action.js';
import { lapseAction } from './lapse-action.js';

/** The day, and the lapses that are due on it. */
@Injectable()
export class ActionCalendar {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly clock: Clock,
  ) {}

  /** The day in Asia/Aqtau. */
  today(): string {
    return dayOf(this.clock.now());
  }

  /** The action after a lapse that is due: the moment counts, not the next poll. The rule reads the stored action, so two do no harm. */
  async settled(state: ActionState, among?: ChallengeState): Promise<ActionState> {
    if (state.status !== 'needs-info') return state;
    const of = among ?? (await this.commandHandler.load(challengeStream(state.ref.challengeId), challenge)).state;
    const today = this.today();
    if (lapseAction(state, of, today).length === 0) return state;
    const stream = actionStream(state.ref.actionId);
    const context = { actor: 'system', correlationId: randomUUID() };
    await this.commandHandler.handle(stream, action, (now) => lapseAction(now, of, today), context);
    return (await this.commandHandler.load(stream, action)).state;
  }
}
