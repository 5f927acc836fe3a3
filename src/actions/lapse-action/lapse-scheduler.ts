import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import {
  reviewQueueProjection,
  type ActionDocument,
} from '../../../projections/review-queue/review-queue.projection.js';
import { challenge, challengeStream } from '../../challenges/index.js';
import { dayOf } from '../../events/day.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { ReadModel } from '../../projector/read-model.js';
import { action, actionStream } from '../action.js';
import { ActionCalendar } from './action-calendar.js';

const POLL_MS = 30_000;

/** Day of the open question: what came after it, such as more evidence, is no answer. */
const askedOn = ({ journal }: ActionDocument) =>
  dayOf(journal.findLast(({ type }) => type === 'InformationRequested')!.at);

/** Rejects actions whose question nobody answered in time. */
@Injectable()
export class LapseScheduler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('calendar');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly documents: ReadModel,
    private readonly commandHandler: DeciderCommandHandler,
    private readonly calendar: ActionCalendar,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setTimeout(() => (this.running = this.turn()), POLL_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Carries out what is due now. */
  async keep(): Promise<void> {
    const today = this.calendar.today();
    const { items } = await this.documents.list<ActionDocument>(reviewQueueProjection.name, {
      where: { status: 'needs-info' },
    });
    // An action asked about today lapses under no rulebook.
    const open = items.filter(({ body }) => askedOn(body) < today);
    for (const challengeId of new Set(open.map(({ body }) => body.challengeId))) {
      const { state: of } = await this.commandHandler.load(challengeStream(challengeId), challenge);
      if (of.status === 'none' || of.rulebooks.at(-1)?.rules.lapseDays === undefined) continue;
      for (const { body } of open.filter((one) => one.body.challengeId === challengeId)) {
        const { state } = await this.commandHandler.load(actionStream(body.actionId), action);
        await this.calendar.settled(state, of);
      }
    }
  }

  private async turn(): Promise<void> {
    await this.keep().catch((error: unknown) => this.log.warn('lapse failed', { error: String(error) }));
    if (!this.isStopped) this.timer = setTimeout(() => (this.running = this.turn()), POLL_MS).unref();
  }
}
