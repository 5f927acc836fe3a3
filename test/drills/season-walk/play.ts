import { keepCalendar } from './calendar.js';
import type { Person, RightsModel } from './rights-model.js';
import { type Answer, type Asked, type Move, moveOf, type Ops, type Step } from './walk.js';
import type { World } from './world.js';

/** The product did not do what the model says. */
export interface Difference {
  command: string;
  what: string;
}

/** A move by names, so that it can be repeated in another world. */
export interface Played {
  command: string;
  by: string;
  challenge: string;
  college: string;
  action: string | null;
  n: number;
}

/** Steps that move the clock are no requests. */
export const CLOCK = 'day';

const nobody = { by: '', challenge: '', college: '', action: null };

/** Plays moves on both sides and remembers them. */
export class Player {
  readonly tally = { accepted: 0, quiet: 0, refused: 0, days: 0 };
  readonly played: Played[] = [];
  /** Requests with their statuses, for a reader. */
  readonly lines: string[] = [];

  constructor(
    readonly ops: Ops,
    readonly world: World,
  ) {}

  get model(): RightsModel {
    return this.world.model;
  }

  /** Null = nothing differs. */
  async step(step: Step): Promise<Difference | null> {
    if (step.command === CLOCK) return this.pass(1 + (step.n % 2));
    const move = moveOf(step, this.ops, this.model);
    return move && this.move(move);
  }

  /** Null also when the world lacks a thing of the move. */
  async repeat({ command, by, challenge, college, action, n }: Played): Promise<Difference | null> {
    if (command === CLOCK) return this.pass(n);
    const { people, challenges, colleges } = this.model;
    const found = {
      by: people.find(({ name }) => name === by),
      challenge: challenges.find(({ id }) => id === challenge),
      college: colleges.find(({ id }) => id === college),
    };
    if (!found.by || !found.challenge || !found.college) return null;
    const of = this.model.actionsOf(found.challenge).find(({ id }) => id === action);
    const move = { command, ...(found as Pick<Move, 'by' | 'challenge' | 'college'>), action: of, n };
    return this.ops[command]!.ask(move, this.model) ? this.move(move) : null;
  }

  async pass(days: number): Promise<Difference | null> {
    this.world.pass(days);
    this.model.requests += 1;
    this.tally.days += days;
    this.played.push({ command: CLOCK, ...nobody, n: days });
    const command = `the day ${this.model.today}`;
    this.lines.push(command);
    return this.keepCalendar(command, true);
  }

  async move(move: Move): Promise<Difference | null> {
    const { command, by, challenge, college, action, n } = move;
    this.played.push({
      ...{ command, by: by.name, challenge: challenge.id, college: college.id },
      ...{ action: action?.id ?? null, n },
    });
    this.model.requests += 1;
    const asked = this.ops[command]!.ask(move, this.model)!;
    const line = requestLine(by, asked);
    const answer = await this.world.ask(by, asked);
    const { others, calendar } = this.world.news();
    this.lines.push(`${line} → ${answer.status} ${answer.body?.code ?? ''}`);
    const what = fault(asked, answer, others) ?? (calendar.length > 0 ? `the calendar did ${calendar.join()}` : null);
    if (what) return { command: line, what };
    if (answer.status >= 300) this.tally.refused += 1;
    else if (asked.events.length === 0 && !asked.perhaps) this.tally.quiet += 1;
    else {
      this.tally.accepted += 1;
      asked.apply?.(answer.body);
      return this.keepCalendar(line, false);
    }
    return null;
  }

  /** The calendar comes round when something is due; after a change of day in any case. */
  private async keepCalendar(command: string, isNewDay: boolean): Promise<Difference | null> {
    const due = keepCalendar(this.model);
    if (due.length === 0 && !isNewDay) return null;
    await this.world.keepCalendar();
    const { calendar } = this.world.news();
    if (calendar.join() === due.join()) return null;
    return { command, what: `the calendar did [${calendar.join()}], not [${due.join()}]` };
  }
}

/** The fault of the product's answer; null = none. */
function fault(asked: Asked, { status, body }: Answer, stored: readonly string[]): string | null {
  const { right, now, events, perhaps, check, checkRefusal } = asked;
  const found = `${status} ${body?.code ?? ''}, ${stored.join(' and ') || 'no event'}`;
  if (!right || !now) {
    if (!isRefusal(asked, status, body?.code) || stored.length > 0)
      return `${found}, but it has to be refused: ${[!right && 'no right', !now && 'not now'].filter(Boolean).join(', ')}`;
    return right ? (checkRefusal?.(body) ?? null) : null;
  }
  const certain = stored.filter((type) => !perhaps?.test(type));
  if (status >= 300 || certain.join() !== events.join())
    return `${found}, but it has to be accepted: ${events.join(' and ') || 'no event'}`;
  return check?.(body) ?? null;
}

function isRefusal({ right, now }: Asked, status: number, code: string): boolean {
  if (right) return [404, 409, 422].includes(status);
  return [401, 403, 404].includes(status) || code === 'COLLEGE_MERGED' || (!now && [409, 422].includes(status));
}

const requestLine = ({ name, role, collegeId }: Person, { method = 'POST', path, body, summary }: Asked) =>
  `${name} (${role} ${collegeId ?? '–'}): ${method} ${path} ${summary ?? JSON.stringify(body ?? {})}`;
