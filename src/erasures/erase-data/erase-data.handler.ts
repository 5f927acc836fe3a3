import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { IdempotentResponses } from '../../idempotency/idempotency.repository.js';
import { ErasePersons } from '../erase-persons.js';
import { EraseTexts, type ErasedTexts } from '../erase-texts.js';
import type { Erasing, ErasureResult, TextOwner } from '../erasure.js';
import { type ErasedStream, StreamsOf } from '../streams-of.js';
import { EraseData } from './erase-data.js';

/** Most texts that an answer lists. */
const LISTED = 1_000;

type Wish = Omit<Erasing, 'of'>;
type Erased = Omit<ErasureResult, 'dryRun' | 'responses'> & { streams: string[] };

@CommandHandler(EraseData)
export class EraseDataHandler implements ICommandHandler<EraseData> {
  constructor(
    private readonly streams: StreamsOf,
    private readonly texts: EraseTexts,
    private readonly persons: ErasePersons,
    private readonly responses: IdempotentResponses,
  ) {}

  async execute({ input: { of, ...wish }, context }: EraseData): Promise<ErasureResult> {
    const { dryRun } = wish;
    const { streams, ...erased } = await (of === 'person'
      ? this.erasePerson(wish, context)
      : this.eraseTexts(of, wish, context));
    if (!dryRun && of === 'person') await this.texts.unnamedFiles({ accountId: wish.id });
    if (!dryRun && of === 'college') await this.texts.unnamedFiles({ collegeId: wish.id });
    const responses = await (dryRun ? this.responses.count(streams) : this.responses.forget(streams));
    return { ...erased, dryRun, responses };
  }

  private async erasePerson(wish: Wish, context: CommandContext): Promise<Erased> {
    const erased = await this.persons.of(wish, context);
    return { ...erased, texts: 0, items: [], streams: [`account-${wish.id}`] };
  }

  private async eraseTexts(of: TextOwner, { id, dryRun, ...wish }: Wish, context: CommandContext): Promise<Erased> {
    const found = await this.holding(await this.streams.of(of, id), wish.texts);
    const done: ErasedTexts[] = [];
    for (const { stream, collegeId, texts } of found)
      done.push(await this.texts.of(stream, { ...wish, texts, collegeId }, dryRun, context));
    return {
      position: done.findLast(({ position }) => position !== null)?.position ?? null,
      people: 0,
      texts: done.reduce((sum, one) => sum + one.count, 0),
      items: done.flatMap((one) => one.items).slice(0, LISTED),
      streams: found.map(({ stream }) => stream),
    };
  }

  /** The streams that have the named texts, each with its own; without names all of them. Throws not-found TEXT_UNKNOWN. */
  private async holding(streams: readonly ErasedStream[], texts: readonly string[] | undefined) {
    if (!texts) return streams.map((one) => ({ ...one, texts: one.texts }));
    const found = await Promise.all(
      streams.map(async (one) => {
        const own = texts.filter((id) => one.texts?.includes(id) ?? true);
        return { ...one, texts: await this.texts.among(one.stream, own) };
      }),
    );
    const unknown = texts.find((id) => !found.some((one) => one.texts.includes(id)));
    if (unknown) throw new DomainError('not-found', 'TEXT_UNKNOWN', { text: unknown }, 'texts');
    return found.filter((one) => one.texts.length > 0);
  }
}
