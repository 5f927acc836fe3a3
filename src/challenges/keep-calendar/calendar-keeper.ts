import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Clock } from '../../config/clock.js';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import { decode } from '../../event-store/codec.js';
import { DomainError } from '../../event-store/domain-error.js';
import { EventStore } from '../../event-store/event-store.js';
import { challenge, type ChallengeState } from '../challenge.js';
import { CloseSubmissions } from '../close-submissions/close-submissions.js';
import { OpenChallenge } from '../open-challenge/open-challenge.js';
import { due } from './keep-calendar.js';

const EVERY_MS = 30_000;

/**
 * Opens and closes challenges by their calendar, as actor `system`. It keeps nothing: after a restart the history says what is due, and a
 * command that was carried out already, here or in another process, does nothing.
 */
@Injectable()
export class CalendarKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('calendar');
  private readonly challenges = new Map<string, ChallengeState>();
  private readTo: string | null = null;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.turn();
    this.timer = setInterval(() => (this.running = this.running.then(() => this.turn())), EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Carries out what is due now. */
  async keep(): Promise<void> {
    await this.readOn();
    for (const { challengeId, what } of due(this.challenges.values(), this.clock.now())) {
      const context = { actor: 'system', correlationId: randomUUID() };
      const input = { challengeId };
      const command = what === 'open' ? new OpenChallenge(input, context) : new CloseSubmissions(input, context);
      await this.commands.execute(command).catch((error: unknown) => this.tell(error, `${what} ${challengeId}`));
    }
  }

  private turn(): Promise<void> {
    return this.keep().catch((error: unknown) => this.tell(error, 'read'));
  }

  /** The next turn tries again. */
  private tell(error: unknown, what: string): void {
    this.log.warn(`${what}: ${error instanceof DomainError ? error.code : String(error)}`);
  }

  /** Folds the challenges' events since the last turn, up to where the history ended when this one began. */
  private async readOn(): Promise<void> {
    const head = await this.store.head();
    if (head === null || head === this.readTo) return;
    const from = this.readTo ?? undefined;
    for await (const stored of this.store.readAll({ from, filter: { streamPrefixes: ['challenge-'] } })) {
      if (stored.position === this.readTo) continue;
      if (this.store.compare(stored.position, head) > 0) break;
      const before = this.challenges.get(stored.stream) ?? challenge.initialState();
      this.challenges.set(stored.stream, challenge.evolve(before, decode(stored) as unknown as ChallengeEvent));
      // Reading may break off: the next turn goes on after this one.
      this.readTo = stored.position;
    }
    this.readTo = head;
  }
}
