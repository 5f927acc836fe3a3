import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CollegeDirectory } from '../../colleges/index.js';
import { planRoster, type RosterCollege } from '../../colleges/import-roster/import-roster.js';
import { RecordEnrolment } from '../../colleges/record-enrolment/record-enrolment.js';
import { RegisterCollege } from '../../colleges/register-college/register-college.js';
import { RenameCollege } from '../../colleges/rename-college/rename-college.js';
import { SetCollegeAliases } from '../../colleges/set-college-aliases/set-college-aliases.js';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import type { Viewer } from '../../http/access.js';
import { ImportStopped } from './import-stopped.js';
import type { Answer } from './report.js';
import type { Table } from './read-table.js';

/** Checks the whole roster; with `apply` and no problem in any row, writes it. A second run of the same file writes nothing. */
export async function importRoster(
  app: INestApplicationContext,
  table: Table,
  by: Viewer,
  apply: boolean,
): Promise<Answer[]> {
  if (by.role !== 'organiser') throw new ImportStopped('Only an organiser imports a roster.');
  const today = dayOf(app.get(Clock, { strict: false }).now());
  const existing = await app.get(CollegeDirectory, { strict: false }).all();
  const { colleges, problems } = planRoster(table, existing, today);
  const wrong = problems.map((problem): Answer => ({
    reference: problem.cell,
    ...problem,
    outcome: 'refused',
    reasons: [problem],
  }));
  const right = colleges.filter(({ row }) => !problems.some((problem) => problem.row === row));
  const answers = right.map(({ row, collegeId, changes }): Answer => ({
    row,
    reference: collegeId,
    outcome: changes.length === 0 ? 'unchanged' : 'would import',
    what: changes,
  }));
  if (!apply || wrong.length > 0) return [...answers, ...wrong].sort((a, b) => a.row - b.row);

  const commands = app.get(CommandBus, { strict: false });
  for (const college of colleges) {
    const known = existing.find(({ collegeId }) => collegeId === college.collegeId);
    for (const change of college.changes)
      await commands.execute(commandOf(change, college, known?.aliases ?? [], table.hash, by));
  }
  return answers.map((answer) => (answer.outcome === 'would import' ? { ...answer, outcome: 'imported' } : answer));
}

function commandOf(
  change: RosterCollege['changes'][number],
  college: RosterCollege,
  present: readonly string[],
  hash: string,
  by: Viewer,
) {
  const { row, collegeId, names, shortNames, district, aliases, enrolment } = college;
  const correlationId = `import-${hash.slice(0, 16)}`;
  const context = { actor: by.accountId, correlationId, idempotencyKey: `${correlationId}-${row}-${change}` };
  switch (change) {
    case 'register':
      return new RegisterCollege({ collegeId, names, shortNames, district }, context);
    case 'rename':
      return new RenameCollege({ collegeId, names, shortNames }, context);
    case 'aliases':
      return new SetCollegeAliases({ collegeId, aliases: [...new Set([...present, ...aliases])] }, context);
    case 'enrolment':
      return new RecordEnrolment({ collegeId, ...enrolment! }, null, context);
  }
}
