import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { action, actionStream } from '../../actions/action.js';
import { requireCollege } from '../../actions/claim.js';
import { claimFields } from '../../actions/request-fields.js';
import { type ImportedAction, planActions, type PlannedRow } from '../../actions/import-actions/import-actions.js';
import { changedColumns } from '../../actions/import-actions/imported-before.js';
import { type OpenClaim, openClaimLimits } from '../../actions/open-claims.js';
import { OpenClaims } from '../../actions/open-claims-lookup.js';
import { SubmitAction, submitAction } from '../../actions/submit-action/submit-action.js';
import { challenge, challengeStream, KeepCalendar, type RunningChallenge } from '../../challenges/index.js';
import { CollegeDirectory, NameIndex } from '../../colleges/index.js';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import type { Viewer } from '../../http/access.js';
import type { Reason } from '../../sheets/cell.js';
import type { Table } from '../../sheets/read-table.js';
import { Vault } from '../../vault/vault.js';
import { type Answer, ImportRefused, refusedBy } from './report.js';

const claimShape = z.strictObject(claimFields);
/** Refusals that only a new action gets: a stored one has its place, and its row may leave out numbers. */
const OF_NEW_ACTIONS = new Set(['CLAIM_EMPTY', 'OPEN_CLAIMS_OF_COLLEGE', 'OPEN_CLAIMS_OF_DAY']);

interface Season {
  app: INestApplicationContext;
  challenge: RunningChallenge;
  today: string;
  by: Viewer;
  /** Open claims by college, with those of earlier rows. */
  open: Map<string, OpenClaim[]>;
}

/** Answers every row before the first is written; with `apply`, submits what the dry run promises. */
export async function importActions(
  app: INestApplicationContext,
  table: Table,
  challengeId: string,
  by: Viewer,
  apply: boolean,
): Promise<Answer[]> {
  const running = await openChallenge(app, challengeId);
  const today = dayOf(app.get(Clock, { strict: false }).now());
  const season = { app, challenge: running, today, by, open: new Map() };
  const planned = planActions(table.rows, {
    challenge: { ...running, id: challengeId, titles: Object.values(running.announcement.titles) },
    rules: running.rulebooks.at(-1)!.rules,
    names: new NameIndex(await app.get(CollegeDirectory, { strict: false }).all()),
    entrants: new Set(running.entrants.keys()),
    today,
  });
  const checked: { row: PlannedRow; answer: Answer }[] = [];
  for (const row of planned) checked.push({ row, answer: await dryRun(season, row) });
  if (!apply) return checked.map(({ answer }) => answer);
  const answers: Answer[] = [];
  for (const { row, answer } of checked)
    answers.push(
      'action' in row && answer.outcome === 'would import' ? await submit(season, row.action, answer) : answer,
    );
  return answers;
}

/** The calendar may be about to open or close the challenge: the moment counts, as for a submission. */
async function openChallenge(app: INestApplicationContext, challengeId: string): Promise<RunningChallenge> {
  await app.get(CommandBus, { strict: false }).execute(new KeepCalendar(challengeId));
  const { state } = await app
    .get(DeciderCommandHandler, { strict: false })
    .load(challengeStream(challengeId), challenge);
  if (state.status === 'none') throw new ImportRefused('CHALLENGE_UNKNOWN');
  if (state.status === 'announced') throw new ImportRefused('CHALLENGE_NOT_OPEN_YET', '', { opensOn: state.opensOn });
  if (state.status !== 'open') throw new ImportRefused('SUBMISSIONS_CLOSED');
  if (state.rulebooks.length === 0) throw new ImportRefused('RULEBOOK_MISSING');
  return state;
}

/** Asks the rule of a submission itself, so that `apply` has nothing to add. */
async function dryRun(season: Season, planned: PlannedRow): Promise<Answer> {
  const { sheet, row, reference } = planned;
  const base = { sheet, row, reference };
  if (!('action' in planned)) return { ...base, outcome: 'refused', reasons: planned.reasons };
  const { action: wanted } = planned;
  const open = await openClaims(season, wanted.collegeId);
  const refused = refusal(season, wanted, open);
  const refusedAnswer = { ...base, outcome: 'refused' as const, reasons: refused ? [refused] : [] };
  if (refused && !OF_NEW_ACTIONS.has(refused.code)) return refusedAnswer;
  const { collegeId, claim } = wanted;
  const numbers = Object.entries(claim.claimed).map(([metric, { value }]) => `${metric} ${value}`);
  const what = [collegeId, claim.kind, claim.doneOn, ...numbers];
  const handler = season.app.get(DeciderCommandHandler, { strict: false });
  for (const id of new Set([wanted.id, ...wanted.otherIds])) {
    const { state } = await handler.load(actionStream(id), action);
    if (state.status === 'none') continue;
    const columns = await changedColumns(season.app.get(Vault, { strict: false }), wanted, state);
    const notes = state.status === 'withdrawn' ? [{ code: 'ACTION_WITHDRAWN', column: '', cell: id }] : [];
    if (columns.length === 0) return { ...base, outcome: 'unchanged', what, notes };
    const reasons = [{ code: 'ROW_CHANGED', column: columns.join(', '), cell: id }];
    return { ...base, outcome: 'changed', what, reasons, notes };
  }
  if (refused) return refusedAnswer;
  open.push({ actionId: wanted.id, kind: claim.kind, doneOn: claim.doneOn });
  return { ...base, outcome: 'would import', what };
}

async function openClaims({ app, challenge: running, open }: Season, collegeId: string): Promise<OpenClaim[]> {
  const read = () => app.get(OpenClaims, { strict: false }).openIn(running, collegeId);
  const claims = open.get(collegeId) ?? (openClaimLimits(running) ? await read() : []);
  open.set(collegeId, claims);
  return claims;
}

function refusal(
  { challenge: running, today, by }: Season,
  { id: actionId, collegeId, claim }: ImportedAction,
  open: readonly OpenClaim[],
): Reason | null {
  const parsed = claimShape.safeParse(claim);
  if (!parsed.success)
    return { code: 'ROW_UNREADABLE', column: String(parsed.error.issues[0]?.path[0] ?? ''), cell: '' };
  try {
    requireCollege(collegeId, by);
    const ref = { actionId, challengeId: running.challengeId, collegeId };
    const facts = { challenge: running, today, saysTheSame: false, open };
    submitAction(ref, { ...claim, evidence: [], details: null }, by, { status: 'none' }, facts);
    return null;
  } catch (error) {
    return refusedBy(error);
  }
}

async function submit(
  { app, challenge: running, by }: Season,
  wanted: ImportedAction,
  answer: Answer,
): Promise<Answer> {
  const { id: actionId, collegeId, claim } = wanted;
  const context = { actor: by.accountId, correlationId: `import-${actionId.slice(0, 8)}` };
  const ref = { actionId, challengeId: running.challengeId, collegeId };
  try {
    const command = new SubmitAction({ ...ref, claim }, by, context);
    const { receipt } = await app.get(CommandBus, { strict: false }).execute(command);
    const shown = receipt === null ? [] : [`№ ${receipt}`];
    return { ...answer, outcome: 'imported', what: [...(answer.what ?? []), ...shown] };
  } catch (error) {
    return { ...answer, outcome: 'refused', reasons: [refusedBy(error)] };
  }
}
