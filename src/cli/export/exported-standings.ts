import { standingsProjection } from '../../../projections/standings/standings.projection.js';
import type { StoredEvent } from '../../event-store/event-store.js';
import { audiences, boards, ChallengeStandings } from '../../leaderboard/challenge-standings.js';
import { keyedEvent } from '../../projector/runner.js';

type Boards = Record<string, Record<string, ReturnType<ChallengeStandings['board']>>>;

/** Folds the boards of every challenge, event by event. */
export class ExportedStandings {
  private readonly byId = new Map<string, ChallengeStandings>();
  /** Streams with a poison event. Their fold ends before it, as on the live boards. */
  readonly broken = new Set<string>();

  fold(stored: StoredEvent): void {
    if (this.broken.has(stored.stream)) return;
    try {
      this.step(stored);
    } catch {
      this.broken.add(stored.stream);
    }
  }

  /** The boards of each challenge by audience and name, in the order of the challenges' first events. */
  *boards(): Generator<[id: string, boards: Boards]> {
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
    const step = keyedEvent(standingsProjection, stored);
    if (!step) return;
    const challenge = this.byId.get(step.key) ?? ChallengeStandings.of(step.key);
    this.byId.set(step.key, challenge);
    challenge.fold(step.event);
  }
}
