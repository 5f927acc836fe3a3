import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { DeciderCommandHandler } from '../event-store/command-handler.js';
import { ServerLog } from '../observability/server-log.js';
import { FIRST_CHECK_MS } from './postgres-vault.repository.js';
import { needlessTexts, streamTexts } from './stream-texts.js';
import { Vault } from './vault.js';

const STREAMS_AT_ONCE = 100;
const SOON_MS = 300_000;

/** Erases texts that nobody needs: replaced by a revision, of an action withdrawn long ago, or named by no event. */
@Injectable()
export class TextRetention {
  constructor(
    private readonly vault: Vault,
    private readonly commandHandler: DeciderCommandHandler,
    private readonly clock: Clock,
    private readonly log: ServerLog,
  ) {}

  /** Asks for a check before an event that replaces texts: a crash then delays the erasure by an hour. */
  async expect(stream: string): Promise<void> {
    const { state } = await this.commandHandler.load(stream, streamTexts);
    await this.vault.checkBy(stream, [...state.texts.keys()], new Date(this.clock.now().getTime() + SOON_MS));
  }

  /** Checks a stream after a command. A check that fails does not fail the command; it is made within the hour. */
  async checkNow(stream: string): Promise<void> {
    await this.check(stream).catch((error: unknown) => this.log.error(error, 'TextRetention'));
  }

  /** Returns how many texts of the stream were erased. */
  async check(stream: string): Promise<number> {
    const { state } = await this.commandHandler.load(stream, streamTexts);
    const now = this.clock.now();
    const { texts, next } = needlessTexts(state, now);
    const unnamed = (await this.vault.stored(stream, [])).filter(({ id }) => !state.texts.has(id));
    const orphans = unnamed.filter(({ storedAt }) => storedAt.getTime() + FIRST_CHECK_MS <= now.getTime());
    const erased = await this.vault.erase([...texts, ...orphans.map(({ id }) => id)]);
    const later = unnamed.length > orphans.length ? new Date(now.getTime() + FIRST_CHECK_MS) : null;
    await this.vault.checked(stream, next ?? later);
    return erased;
  }

  /** The number of texts that a check would erase, without texts that no event names. */
  async count(stream: string): Promise<number> {
    const { state } = await this.commandHandler.load(stream, streamTexts);
    const { texts } = needlessTexts(state, this.clock.now());
    const { values } = await this.vault.look(texts);
    return values.size;
  }

  /** Checks every stream whose time has come. */
  async run(): Promise<void> {
    for (;;) {
      const streams = await this.vault.due(STREAMS_AT_ONCE);
      for (const stream of streams) await this.check(stream);
      if (streams.length < STREAMS_AT_ONCE) return;
    }
  }
}
