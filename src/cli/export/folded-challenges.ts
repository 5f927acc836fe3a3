import { standingsProjection } from '../../../projections/standings/standings.projection.js';
import { decode, isKnownType } from '../../event-store/codec.js';
import type { StoredEvent } from '../../event-store/event-store.js';
import { audiences, boards, ChallengeBoards } from '../../leaderboard/challenge-boards.js';

type Told = Record<string, Record<string, ReturnType<ChallengeBoards['board']>>>;

/** Every challenge's boards, folded while the history passes. */
export class FoldedChallenges {
  private readonly byId = new Map<string, ChallengeBoards>();
  /** Streams with an event that cannot be folded: as on the live boards, they end before it. */
  readonly broken = new Set<string>();

  fold(stored: StoredEvent): void {
    if (this.broken.has(stored.stream)) return;
    try {
      this.step(stored);
    } catch {
      this.broken.add(stored.stream);
    }
  }

  /** Each challenge with its boards by audience and name, in the order in which the challenges began. */
  *told(): Generator<[id: string, told: Told]> {
    for (const [id, challenge] of this.byId)
      yield [
        id,
        Object.fromEntries(
          audiences.map((audience) => [
            audience,
            Object.fromEntries(boards.map((board) => [board, challenge.board(audience, board)])),
          ]),
        ),
      ];
  }

  private step(stored: StoredEvent): void {
    if (isKnownType(stored.type) && !standingsProjection.when[stored.type]) return;
    const event = decode(stored);
    const id = standingsProjection.key(event);
    if (id === null) return;
    const challenge = this.byId.get(id) ?? ChallengeBoards.of(id);
    this.byId.set(id, challenge);
    challenge.fold(event);
  }
}
