import { keepCalendar } from './calendar.js';
import type { RightsModel } from './rights-model.js';
import { type Answer, type Asked, type Move, moveOf, type Ops, type Step } from './walk.js';
import type { World } from './world.js';

/** The product did not do what the model says. */
export interface Difference {
  command: string;
  what: string;
}

export interface Tally {
  accepted: number;
  quiet: number;
  refused: number;
  days: number;
}

/** Steps that move the clock are no requests. */
export const CLOCK = 'day';

/** The fault of the product's answer; null = none. */
function wrong(asked: Asked, { status, body }: Answer, stored: readonly string[]): string | null {
  const { right, now, events, check, checkRefusal } = asked;
  const found = `${status} ${body?.code ?? ''}, ${stored.join(' and ') || 'no event'}`;
  if (!right || !now) {
    if (!isRefusal(asked, status, body?.code) || stored.length > 0)
      return `${found}, but it has to be refused: ${[!right && 'no right', !now && 'not now'].filter(Boolean).join(', ')}`;
    return right ? (checkRefusal?.(body) ?? null) : null;
  }
  if (status >= 300 || stored.join() !== events.join())
    return `${found}, but it has to be accepted: ${events.join(' and ') || 'no event'}`;
  return check?.(body) ?? null;
}

function isRefusal({ right, now }: Asked, status: number, code: string): boolean {
  if (right) return [404, 409, 422].includes(status);
  return [401, 403, 404].includes(status) || code === 'COLLEGE_MERGED' || (!now && [409, 422].includes(status));
}

/** Plays one step on both sides. Null = nothing differs. */
export async function play(
  step: Step,
  ops: Ops,
  world: World,
  model: RightsModel,
  tally: Tally,
): Promise<Difference | null> {
  if (step.command === CLOCK) {
    world.pass(1 + (step.n % 2));
    tally.days += 1 + (step.n % 2);
    return calendarDifference(`the day ${model.today}`, world, model, true);
  }
  const move = moveOf(step, ops, model);
  if (!move) return null;
  const asked = ops[move.command]!.ask(move, model)!;
  const answer = await world.ask(move.by, asked);
  const { others, calendar } = world.news();
  const command = requestLine(move, asked);
  const what = wrong(asked, answer, others);
  if (what) return { command, what };
  if (calendar.length > 0) return { command, what: `the calendar did ${calendar.join()}` };
  if (answer.status >= 300) tally.refused += 1;
  else if (asked.events.length === 0) tally.quiet += 1;
  else {
    tally.accepted += 1;
    asked.apply?.(answer.body);
    return calendarDifference(command, world, model, false);
  }
  return null;
}

/** The calendar comes round when something is due; after a change of day in any case. */
async function calendarDifference(
  command: string,
  world: World,
  model: RightsModel,
  isNewDay: boolean,
): Promise<Difference | null> {
  const due = keepCalendar(model);
  if (due.length === 0 && !isNewDay) return null;
  await world.keepCalendar();
  const { calendar } = world.news();
  if (calendar.join() === due.join()) return null;
  return { command, what: `the calendar did [${calendar.join()}], not [${due.join()}]` };
}

const requestLine = ({ by }: Move, { method = 'POST', path, body }: Asked) =>
  `${by.name} (${by.role} ${by.collegeId ?? '–'}): ${method} ${path}${body ? ` ${JSON.stringify(body)}` : ''}`;
