import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { action, actionStream } from '../../actions/action.js';
import { claimFields } from '../../actions/claim-body.js';
import { headingProblems } from '../../actions/import-actions/columns.js';
import { planActions, type RowAnswer } from '../../actions/import-actions/import-actions.js';
import { SubmitAction } from '../../actions/submit-action/submit-action.js';
import { challenge, challengeStream, type RunningChallenge } from '../../challenges/index.js';
import { CollegeDirectory, NameIndex } from '../../colleges/index.js';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { Viewer } from '../../http/access.js';
import { ImportStopped } from './import-stopped.js';
import type { Answer } from './report.js';
import type { Table } from './read-table.js';

const claimShape = z.strictObject(claimFields);

/** Answers every row before the first is written; with `apply`, submits those that can be. A second run of the same file submits nothing. */
export async function importActions(
  app: INestApplicationContext,
  table: Table,
  challengeId: string,
  by: Viewer,
  apply: boolean,
): Promise<Answer[]> {
  const { unknown, missing } = headingProblems(table.header);
  if (missing.length > 0)
    throw new ImportStopped(`The sheet has no column ${missing.join(', ')}: add it to the heading.`);
  if (unknown.length > 0)
    throw new ImportStopped(`The sheet has columns that are not known: ${unknown.join(', ')}. Rename or delete them.`);
  const running = await openChallenge(app, challengeId);
  const answers = planActions(table.rows, table.hash, {
    challenge: { id: challengeId, track: running.track, opensOn: running.opensOn, closesOn: running.closesOn },
    rules: running.rulebooks.at(-1)!.rules,
    names: new NameIndex(await app.get(CollegeDirectory, { strict: false }).all()),
    entrants: new Set(running.entrants.keys()),
    today: dayOf(app.get(Clock, { strict: false }).now()),
  }).map(checked);
  const told: Answer[] = [];
  for (const answer of answers) told.push(await settle(app, answer, challengeId, by, apply));
  return told;
}

async function openChallenge(app: INestApplicationContext, challengeId: string): Promise<RunningChallenge> {
  const { state } = await app
    .get(DeciderCommandHandler, { strict: false })
    .load(challengeStream(challengeId), challenge);
  if (state.status === 'none') throw new ImportStopped(`There is no challenge ${challengeId}.`);
  if (state.status !== 'open')
    throw new ImportStopped(`The challenge ${challengeId} takes no actions: it is ${state.status}.`);
  if (state.rulebooks.length === 0) throw new ImportStopped(`The challenge ${challengeId} has no rulebook yet.`);
  return state;
}

/** The door's own shape, so that nothing is refused half-way through. */
function checked(answer: RowAnswer): RowAnswer {
  if (!('action' in answer)) return answer;
  const parsed = claimShape.safeParse(answer.action.claim);
  if (parsed.success) return answer;
  const column = String(parsed.error.issues[0]?.path[0] ?? '');
  return { row: answer.row, reference: answer.reference, reasons: [{ code: 'ROW_UNREADABLE', column, cell: '' }] };
}

async function settle(
  app: INestApplicationContext,
  answer: RowAnswer,
  challengeId: string,
  by: Viewer,
  apply: boolean,
): Promise<Answer> {
  const { row, reference } = answer;
  if (!('action' in answer)) return { row, reference, outcome: 'refused', reasons: answer.reasons };
  const { id: actionId, collegeId, claim } = answer.action;
  const what = [collegeId, claim.kind, claim.doneOn];
  const { state } = await app.get(DeciderCommandHandler, { strict: false }).load(actionStream(actionId), action);
  if (state.status !== 'none') return { row, reference, outcome: 'unchanged', what };
  if (!apply) return { row, reference, outcome: 'would import', what };
  const correlationId = `import-${actionId.slice(0, 8)}`;
  const context = { actor: by.accountId, correlationId, idempotencyKey: `import-${actionId}` };
  try {
    await app
      .get(CommandBus, { strict: false })
      .execute(new SubmitAction({ actionId, challengeId, collegeId }, claim, by, context));
    return { row, reference, outcome: 'imported', what };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { row, reference, outcome: 'refused', reasons: [{ code: error.code, column: '', cell: '' }] };
  }
}
