import { Injectable } from '@nestjs/common';
import type { CommandContext } from '../event-store/command-context.js';
import { ActionFiles } from '../evidence/index.js';
import { DeciderCommandHandler } from '../event-store/command-handler.js';
import { askedTexts, eraseTexts, type TextErasure } from '../vault/erase-texts.js';
import { ErasureList } from '../vault/erasure-list.js';
import { streamTexts } from '../vault/stream-texts.js';
import { Vault } from '../vault/vault.js';
import type { ErasureResult } from './erasure.js';

export interface ErasedTexts extends Pick<ErasureResult, 'position' | 'items'> {
  count: number;
}

/** Erases texts of one stream: first the event, then the list, then the vault. A cut is mended by asking again. */
@Injectable()
export class EraseTexts {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly list: ErasureList,
    private readonly vault: Vault,
    private readonly files: ActionFiles,
  ) {}

  /** Those of the texts that the stream has. */
  async among(stream: string, texts: readonly string[]): Promise<string[]> {
    const { state } = await this.commandHandler.load(stream, streamTexts);
    return texts.filter((id) => state.texts.has(id));
  }

  /** Files that no action names yet: of an account or of a college. */
  async unnamedFiles(owner: Parameters<ActionFiles['unnamed']>[0]): Promise<void> {
    const ids = await this.files.unnamed(owner);
    await this.list.add({ texts: ids });
    await this.files.erase(ids);
  }

  async of(stream: string, wish: TextErasure, dryRun: boolean, context: CommandContext): Promise<ErasedTexts> {
    const { state } = await this.commandHandler.load(stream, streamTexts);
    const named = askedTexts(wish, state);
    const asked = new Set(named);
    const isWhole = wish.texts === undefined && wish.collegeId === undefined;
    // Texts of a stream that no event names were left behind by a request that was cut short.
    const stored = (await this.vault.stored(stream, named)).filter(
      ({ id }) => asked.has(id) || (isWhole && !state.texts.has(id)),
    );
    const items = stored.map(({ id, kind, storedAt }) => ({ id, kind, stream, storedAt: storedAt.toISOString() }));
    if (dryRun) return { position: null, items, count: items.length };
    const { events, position } = await this.commandHandler.handle(
      stream,
      streamTexts,
      (now) => eraseTexts(wish, now),
      context,
    );
    const files = isWhole ? await this.files.ofStream(stream) : [];
    const ids = [...new Set([...named, ...stored.map(({ id }) => id), ...files])];
    if (events.length > 0 || stored.length > 0 || files.length > 0) await this.list.add({ texts: ids });
    const count = await this.vault.erase(ids);
    await this.files.erase(ids);
    return { position: events.length > 0 ? position : null, items, count };
  }
}
