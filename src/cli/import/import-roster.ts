import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CollegeDirectory } from '../../colleges/index.js';
import { CorrectDistrict } from '../../colleges/correct-district/correct-district.js';
import {
  planRoster,
  type RosterChange,
  type RosterCollege,
  type RosterRow,
} from '../../colleges/import-roster/import-roster.js';
import { RecordEnrolment } from '../../colleges/record-enrolment/record-enrolment.js';
import { RegisterCollege } from '../../colleges/register-college/register-college.js';
import { RenameCollege } from '../../colleges/rename-college/rename-college.js';
import { SetCollegeAliases } from '../../colleges/set-college-aliases/set-college-aliases.js';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import type { CommandContext } from '../../event-store/command-context.js';
import type { Viewer } from '../../http/access.js';
import type { Table } from '../../sheets/read-table.js';
import { type Answer, ImportRefused, refusedBy } from './report.js';

/** Checks the whole roster; with `apply` and no refused row, writes it. A repeated import writes nothing. */
export async function importRoster(
  app: INestApplicationContext,
  table: Table,
  by: Viewer,
  apply: boolean,
): Promise<Answer[]> {
  if (by.role !== 'organiser') throw new ImportRefused('ORGANISERS_ONLY');
  const today = dayOf(app.get(Clock, { strict: false }).now());
  const rows = planRoster(table.rows, await app.get(CollegeDirectory, { strict: false }).all(), today);
  const isWritten = apply && !rows.some((row) => 'reasons' in row);
  const answers: Answer[] = [];
  for (const row of rows) answers.push(await answerTo(app, row, by, isWritten));
  return answers;
}

async function answerTo(app: INestApplicationContext, row: RosterRow, by: Viewer, isWritten: boolean): Promise<Answer> {
  const { sheet, row: number, reference } = row;
  const base = { sheet, row: number, reference };
  if ('reasons' in row) return { ...base, outcome: 'refused', reasons: row.reasons };
  const { changes: what, unchanged, notes } = row.college;
  if (what.length === 0) return { ...base, outcome: 'unchanged', what, notes };
  if (!isWritten) return { ...base, outcome: 'would import', what, unchanged, notes };
  const context = { actor: by.accountId, correlationId: `import-${row.college.collegeId}`.slice(0, 64) };
  try {
    for (const change of what)
      await app.get(CommandBus, { strict: false }).execute(commandOf(change, row.college, context));
    return { ...base, outcome: 'imported', what, unchanged, notes };
  } catch (error) {
    return { ...base, outcome: 'refused', reasons: [refusedBy(error)] };
  }
}

function commandOf(change: RosterChange, college: RosterCollege, context: CommandContext) {
  const { collegeId, names, shortNames, district, aliases, enrolment, sourceNote } = college;
  switch (change) {
    case 'register':
      return new RegisterCollege({ collegeId, names, shortNames, district }, context);
    case 'rename':
      return new RenameCollege({ collegeId, names, shortNames }, context);
    case 'district':
      return new CorrectDistrict({ collegeId, district }, context);
    case 'aliases':
      return new SetCollegeAliases({ collegeId, aliases }, context);
    case 'enrolment':
      return new RecordEnrolment({ collegeId, ...enrolment! }, context, sourceNote);
  }
}
