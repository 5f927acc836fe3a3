import { Injectable } from '@nestjs/common';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { Doorbell, type Projected } from '../projector/doorbell.js';
import { ReadModel } from '../projector/read-model.js';
import { boardKey, boardOfDocuments, parseKey } from './board-documents.js';
import { ready, type ReadyAnswer } from './ready-answer.js';
import type { Audience, Board, Standings } from './standings.contract.js';

export interface ReadyBoard extends ReadyAnswer {
  standings: Standings;
}

/** The boards as they are now, each read and encoded once and kept until the doorbell says that it changed. */
@Injectable()
export class CurrentBoards {
  private readonly kept = new Map<string, Promise<ReadyBoard | null>>();

  constructor(
    private readonly readModel: ReadModel,
    doorbell: Doorbell,
  ) {
    doorbell.listen((projected) => this.forget(projected));
  }

  /** Null = no such challenge. */
  get(challengeId: string, board: Board, audience: Audience): Promise<ReadyBoard | null> {
    const key = boardKey(challengeId, board, audience);
    const kept = this.kept.get(key);
    if (kept) return kept;
    const reading = this.read(key, audience);
    this.kept.set(key, reading);
    reading.then(
      (found) => found ?? this.drop(key, reading),
      () => this.drop(key, reading),
    );
    return reading;
  }

  /** What is kept under a board's key right now; another than one was given means that the board has changed since. */
  peek(key: string): Promise<ReadyBoard | null> | undefined {
    return this.kept.get(key);
  }

  private async read(key: string, audience: Audience): Promise<ReadyBoard | null> {
    const { items } = await this.readModel.list<object>(standingsProjection.name, { prefix: key });
    const standings = boardOfDocuments(key, items);
    return standings && { standings, ...ready(standings, `${audience[0]}${standings.seq}.${standings.position}`) };
  }

  private drop(key: string, reading: Promise<unknown>): void {
    if (this.kept.get(key) === reading) this.kept.delete(key);
  }

  private forget({ changes }: Projected): void {
    for (const { projection, upserts, deletes, all } of changes) {
      if (projection !== standingsProjection.name) continue;
      if (all) this.kept.clear();
      for (const key of [...upserts.map((document) => document.key), ...deletes]) {
        const { challengeId, board, audience } = parseKey(key);
        this.kept.delete(boardKey(challengeId, board, audience));
      }
    }
  }
}
