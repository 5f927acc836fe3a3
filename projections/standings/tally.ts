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
    if (before) this.takeOut(before);
    if (action?.status !== 'approved') return;
    const { points, slot, participants } = this.score(action);
    if (points > 0) this.putIn({ id, kind: action.kind, slot, points, participants });
  }

  /** Whoever it pushes behind the last place that counts does not count any more. */
  private putIn(one: Candidate): void {
    this.candidates.set(one.id, one);
    const known = this.slots.get(one.slot);
    const slot = known ?? [one];
    const place = known ? placeIn(known, one) : 0;
    if (known) known.splice(place, 0, one);
    else this.slots.set(one.slot, slot);
    // One text for all of a slot: as many as there are actions would be kept otherwise.
    if (known) one.slot = known[place === 0 ? 1 : 0]!.slot;
    const perDay = this.perDay(one.kind);
    if (place >= perDay) return;
    this.count(one, 1);
    const last = slot[perDay];
    if (last) this.count(last, -1);
  }

  private takeOut(one: Candidate): void {
    this.candidates.delete(one.id);
    const slot = this.slots.get(one.slot)!;
    const place = placeIn(slot, one);
    slot.splice(place, 1);
    if (slot.length === 0) this.slots.delete(one.slot);
    const perDay = this.perDay(one.kind);
    if (place >= perDay) return;
    this.count(one, -1);
    const next = slot[perDay - 1];
    if (next) this.count(next, 1);
  }

  private perDay(kind: string): number {
    return this.rules.kinds.get(kind)?.perDay ?? 0;
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

/** Where one stands, or would stand, in a slot in order. */
function placeIn(slot: readonly Candidate[], one: Candidate): number {
  let low = 0;
  let high = slot.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (byWorth(slot[middle]!, one) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
