import type { Rules } from './rules.js';
import type { ActionScore } from './scoring.js';
import type { ActionRecord, College } from './standings.state.js';

interface Candidate {
  id: string;
  kind: string;
  slot: string;
  points: number;
  participants: number;
}

/**
 * The scored actions of one college and their sums: of each kind and day of doing the best `perDay`; the id decides last and changes
 * no points. An action that changes costs what its own day costs, however many actions there are.
 */
export class Tally {
  /** Ids of the scored actions. */
  readonly scored = new Set<string>();
  /** Points by kind, before every cap that looks at a whole kind. */
  readonly sums = new Map<string, number>();
  participants = 0;
  private readonly candidates = new Map<string, Candidate>();
  private readonly slots = new Map<string, Candidate[]>();

  constructor(
    private readonly rules: Rules,
    private readonly score: (action: ActionRecord) => ActionScore,
  ) {}

  /** Takes in all actions of a college. */
  with({ actions }: College): this {
    for (const id in actions) this.set(id, actions[id]);
    return this;
  }

  /** What an action is now; undefined = there is none. */
  set(id: string, action: ActionRecord | undefined): void {
    const before = this.candidates.get(id);
    if (before) {
      this.candidates.delete(id);
      this.change(before.slot, (slot) => slot.filter((one) => one !== before));
    }
    if (action?.status !== 'approved') return;
    const { points, slot, participants } = this.score(action);
    if (points === 0) return;
    const after = { id, kind: action.kind, slot, points, participants };
    this.candidates.set(id, after);
    this.change(slot, (others) => [...others, after].sort(byWorth));
  }

  private change(slot: string, step: (slot: readonly Candidate[]) => Candidate[]): void {
    const before = this.slots.get(slot) ?? [];
    const after = step(before);
    for (const one of this.best(before)) this.count(one, -1);
    for (const one of this.best(after)) this.count(one, 1);
    if (after.length > 0) this.slots.set(slot, after);
    else this.slots.delete(slot);
  }

  private best(slot: readonly Candidate[]): readonly Candidate[] {
    const perDay = slot[0] ? (this.rules.kinds.get(slot[0].kind)?.perDay ?? 0) : 0;
    return slot.length <= perDay ? slot : slot.slice(0, perDay);
  }

  private count({ id, kind, points, participants }: Candidate, sign: 1 | -1): void {
    if (sign > 0) this.scored.add(id);
    else this.scored.delete(id);
    this.participants += sign * participants;
    const sum = (this.sums.get(kind) ?? 0) + sign * points;
    if (sum === 0) this.sums.delete(kind);
    else this.sums.set(kind, sum);
  }
}

function byWorth(a: Candidate, b: Candidate): number {
  return b.points - a.points || b.participants - a.participants || (a.id < b.id ? -1 : 1);
}
