/**
 * The kind of a control. `taken away`: the product without the protection. `not used`: the product, used in a way that
 * avoids the protection. `fault put in`: an injected fault that the drill must find. `stand-in`: a substitute, where the
 * product cannot run without the protection.
 */
export type ControlKind = 'taken away' | 'not used' | 'fault put in' | 'stand-in';

/** The result of a drill and of its control, which must fail. */
export interface Outcome {
  figure: string;
  holds: boolean;
  control: { kind: ControlKind; figure: string; fails: boolean };
}

export interface Drill {
  name: string;
  promise: string;
  target: string;
  /** `P1` = before a season; absent = P0: a change that breaks it does not land. */
  priority?: 'P1';
  /** Short and without special needs: `npm test` runs it. */
  quick: boolean;
  /**
   * `smoke` makes few rounds; every check stays. `minutes` asks a drill that watches for long to do so for that time. Throws NotRun when
   * this machine lacks what it takes.
   */
  run(seed: number, smoke: boolean, minutes?: number): Promise<Outcome>;
}

/** The drill needs something that is not here; the message says what. */
export class NotRun extends Error {}

/** Numbers in [0, 1) that follow from a seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Polls until a condition holds. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  limitMs = 60_000,
): Promise<number> {
  const start = Date.now();
  while (!(await condition())) {
    if (Date.now() - start > limitMs) throw new Error(`${what} did not come about within ${limitMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return Date.now() - start;
}
