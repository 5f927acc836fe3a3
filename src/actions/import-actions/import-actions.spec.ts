import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readTable } from '../../cli/import/read-table.js';
import { namesOf } from '../../colleges/index.js';
import { planRoster } from '../../colleges/import-roster/import-roster.js';
import { planActions, type ImportFacts, type RowAnswer } from './import-actions.js';

const samples = path.join(__dirname, '../../../test/samples');
const kinds = {
  amal: ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8'],
  green: ['G1', 'G2', 'G3', 'G4', 'G4b', 'G5', 'G6', 'G7', 'G8'],
};

async function facts(track: 'amal' | 'green'): Promise<ImportFacts> {
  const roster = planRoster(await readTable(path.join(samples, 'rosters/reported-colleges.csv')), [], '2026-11-23');
  expect(roster.problems).toEqual([]);
  return {
    challenge: {
      id: `${track}-sample`,
      track,
      opensOn: '2019-01-01',
      closesOn: '2026-12-31',
      kinds: kinds[track].map((code) => ({ code })),
    },
    names: namesOf(roster.colleges),
    entrants: new Set(roster.colleges.map(({ collegeId }) => collegeId).filter((id) => id !== 'atyrau-agrarian')),
    today: '2026-11-23',
  };
}

const told = (answer: RowAnswer) =>
  'action' in answer
    ? `would import ${answer.action.collegeId} ${answer.action.kind} ${answer.action.doneOn} ${JSON.stringify(answer.action.claimed)}`
    : answer.reasons.map(({ code, column }) => `${code} ${column}`).join(', ');

describe('actions as colleges reported them in public', () => {
  it.each(['amal', 'green'] as const)(
    'every row of the sheet is answered exactly as expected for the challenge %s',
    async (track) => {
      const { rows, hash } = await readTable(path.join(samples, 'reported-actions.csv'));
      const answers = planActions(rows, hash, await facts(track)).map(
        (answer) => `${answer.row} ${answer.reference}: ${told(answer)}`,
      );
      const expected = readFileSync(path.join(samples, `reported-actions.${track}.txt`), 'utf8')
        .trimEnd()
        .split('\n');
      expect(answers).toHaveLength(79);
      expect(answers).toEqual(expected);
    },
  );

  it('the same file names the same actions again, another file others', async () => {
    const { rows, hash } = await readTable(path.join(samples, 'reported-actions.csv'));
    const ids = (of: string, facts: ImportFacts) =>
      planActions(rows, of, facts).flatMap((answer) => ('action' in answer ? [answer.action.id] : []));
    const green = await facts('green');
    expect(ids(hash, green)).toEqual(ids(hash, green));
    expect(ids(hash, green).some((id) => ids('0'.repeat(64), green).includes(id))).toBe(false);
  });

  const row = { college_ru: 'Костанайский медицинский колледж', action_kind: 'blood_donation', done_on: '2026-10-05' };
  const answer = async (cells: Record<string, string>) =>
    planActions([{ row: 2, cells }], 'f', await facts('amal'))[0]!;

  it('keeps a hedge only when the number cell itself says it', async () => {
    const { action } = (await answer({ ...row, participants: 'более 60', quote: 'около 100 человек' })) as {
      action: { claimed: object };
    };
    expect(action.claimed).toEqual({ participants: { value: 60, precision: 'at-least' } });
  });

  it('leaves a missing number out: not reported is not 0', async () => {
    const { action } = (await answer({ ...row, participants: '' })) as { action: { claimed: object } };
    expect(action.claimed).toEqual({});
  });

  it('names every reason of a row at once', async () => {
    const { reasons } = (await answer({ ...row, done_on: '2026-10', participants: 'десятки', url: 'instagram' })) as {
      reasons: { code: string }[];
    };
    expect(reasons.map(({ code }) => code)).toEqual(['DATE_MONTH_ONLY', 'NUMBER_UNCLEAR', 'LINK_UNREADABLE']);
  });

  it('refuses a name that two colleges bear, and two names of different colleges', async () => {
    expect(told(await answer({ ...row, college_ru: 'Turan College' }))).toBe('COLLEGE_AMBIGUOUS college_ru');
    expect(told(await answer({ ...row, college_kk: 'Маңғыстау туризм колледжі' }))).toBe(
      'COLLEGE_NAMES_DIFFER college_kk',
    );
  });

  it('refuses the same row twice and keeps its first', async () => {
    const twice = planActions(
      [
        { row: 2, cells: row },
        { row: 3, cells: row },
      ],
      'f',
      await facts('amal'),
    );
    expect(told(twice[0]!)).toMatch(/^would import/);
    expect(told(twice[1]!)).toBe('ROW_TWICE source_id');
  });

  it('credits the last day of a deed that took several', async () => {
    const { action } = (await answer({ ...row, done_on: '03.10.2026 – 05.10.2026' })) as { action: object };
    expect(action).toMatchObject({ doneFrom: '2026-10-03', doneOn: '2026-10-05' });
  });
});
