import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { ReadyChecks } from '../../observability/ready-checks.js';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { Folded } from '../../event-store/decider.js';
import { decode, EventStore } from '../../event-store/event-store.js';
import { DomainError } from '../../event-store/domain-error.js';
import { challenge, type ChallengeState } from '../challenge.js';
import { due, KeepCalendar, lacksOf, untilMidnight } from './keep-calendar.js';

const POLL_MS = 30_000;

/**
 * Opens and closes challenges at midnight in Aqtau, and every half minute what was missed. It stores nothing: the history
 * says what is due, and a command that another process already carried out does nothing.
 */
@Injectable()
export class CalendarScheduler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('calendar');
  private readonly challenges = new Map<string, ChallengeState>();
  private checkpoint: string | null = null;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly store: EventStore,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
    private readonly readyChecks: ReadyChecks,
  ) {}

  onApplicationBootstrap(): void {
    this.readyChecks.add('calendar', () => ({ up: true, unopened: this.unopened() }));
    this.running = this.turn();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Carries out what is due now. */
  async keep(): Promise<void> {
    await this.catchUp();
    for (const { challengeId, what } of due(this.challenges.values(), this.clock.now()))
      await this.commands
        .execute(new KeepCalendar(challengeId))
        .catch((error: unknown) => this.warn(error, { what, challengeId }));
  }

  /** Announced challenges whose first day has come and which lack something. */
  private unopened(): number {
    const today = dayOf(this.clock.now());
    return [...this.challenges.values()].filter(
      (one) => one.status !== 'none' && one.opensOn <= today && lacksOf(one, today).length > 0,
    ).length;
  }

  private async turn(): Promise<void> {
    await this.keep().catch((error: unknown) => this.warn(error, { what: 'read' }));
    if (this.isStopped) return;
    const wait = Math.min(POLL_MS, untilMidnight(this.clock.now()));
    this.timer = setTimeout(() => (this.running = this.turn()), wait).unref();
  }

  /** The next turn retries. */
  private warn(error: unknown, fields: object): void {
    this.log.warn('calendar step failed', {
      ...fields,
      error: error instanceof DomainError ? error.code : String(error),
    });
  }

  /** Folds the events of challenges since the last turn, up to the head as it is now. */
  private async catchUp(): Promise<void> {
    const head = await this.store.head();
    if (head === null || head === this.checkpoint) return;
    const from = this.checkpoint ?? undefined;
    for await (const stored of this.store.readAll({ from, filter: { streamPrefixes: ['challenge-'] } })) {
      if (stored.position === this.checkpoint) continue;
      if (this.store.compare(stored.position, head) > 0) break;
      const before = this.challenges.get(stored.stream) ?? challenge.initialState();
      this.challenges.set(stored.stream, challenge.evolve(before, decode(stored) as unknown as Folded<ChallengeEvent>));
      // Reading may fail midway: the next turn continues after this event.
      this.checkpoint = stored.position;
    }
    this.checkpoint = head;
  }
}
