import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readTable } from '../../cli/import/read-table.js';
import { NameIndex } from '../../colleges/index.js';
import { planRoster } from '../../colleges/import-roster/import-roster.js';
import { defaultRulebook } from '../../challenges/default-rulebooks/default-rulebook.js';
import { planActions, type ImportFacts, type RowAnswer } from './import-actions.js';

const samples = path.join(__dirname, '../../../test/samples');

async function facts(track: 'amal' | 'green'): Promise<ImportFacts> {
  const roster = planRoster(await readTable(path.join(samples, 'rosters/reported-colleges.csv')), [], '2026-11-23');
  expect(roster.problems).toEqual([]);
  return {
    challenge: { id: `${track}-sample`, track, opensOn: '2019-01-01', closesOn: '2026-12-31' },
    rules: defaultRulebook(track),
    names: new NameIndex(roster.colleges),
    entrants: new Set(roster.colleges.map(({ collegeId }) => collegeId).filter((id) => id !== 'atyrau-agrarian')),
    today: '2026-11-23',
  };
}

const told = (answer: RowAnswer) =>
  'action' in answer
    ? `would import ${answer.action.collegeId} ${answer.action.claim.kind} ${answer.action.claim.doneOn} ${JSON.stringify(answer.action.claim.claimed)}`
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
      action: { claim: { claimed: object } };
    };
    expect(action.claim.claimed).toEqual({ participants: { value: 60, precision: 'at-least' } });
  });

  it('leaves a missing number out: not reported is not 0', async () => {
    const { action } = (await answer({ ...row, participants: '' })) as { action: { claim: { claimed: object } } };
    expect(action.claim.claimed).toEqual({});
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
    const { action } = (await answer({ ...row, done_on: '03.10.2026 – 05.10.2026' })) as { action: { claim: object } };
    expect(action.claim).toMatchObject({ doneFrom: '2026-10-03', doneOn: '2026-10-05' });
  });

  it('keeps a number that the kind does not reckon with in the words for the reviewer', async () => {
    const { action } = (await answer({ ...row, hours: '3', title_original: 'Донор күні' })) as {
      action: { claim: object };
    };
    expect(action.claim).toMatchObject({ claimed: {}, description: 'Донор күні\nhours: 3' });
  });
});
