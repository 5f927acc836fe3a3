import { readFileSync } from 'node:fs';
import path from 'node:path';
import { benches } from '../../bench/run.js';
import { drills } from '../drills/drills.js';
import { type DrillRun, emptyRecord, type PromiseRecord, shortfalls, take } from './record.js';
import { render } from './table.js';

const docs = path.join(__dirname, '../../docs');
const written = readFileSync(path.join(docs, 'promises.md'), 'utf8');
const record = JSON.parse(readFileSync(path.join(docs, 'promises.json'), 'utf8')) as PromiseRecord;
const first = drills.find(({ priority }) => priority !== 'P1')!;

const runOf = (holds: boolean, fails: boolean, more: Partial<DrillRun> = {}): DrillRun => ({
  at: '2026-11-24T10:00:00.000Z',
  smoke: false,
  machine: { cores: 2 },
  rows: [
    {
      name: first.name,
      seed: 1,
      seconds: 1,
      outcome: { figure: 'f', holds, control: { kind: 'stand-in', figure: 'c', fails } },
    },
  ],
  ...more,
});

const commandOf = (name: string) => new RegExp(`\`npm run drills -- ${name}( --minutes [\\d.]+)?\``);

describe('the table of promises', () => {
  it('equals the rendering of its record', () => {
    expect(written).toBe(render(record));
  });

  it('has a row for every drill and every figure of speed', () => {
    const missing = (text: string) => [
      ...drills.filter(({ name }) => !commandOf(name).test(text)),
      ...benches.filter(({ name }) => !text.includes(`\`npm run bench -- ${name}\``)),
    ];
    expect(missing(written)).toEqual([]);
    expect(missing(written.replace(`-- ${first.name}`, ''))).toEqual([first]);
  });

  it('shows the minutes of a drill in its command', () => {
    const watched = runOf(true, true);
    watched.rows[0]!.minutes = 8;
    const commands = [watched, runOf(true, true)].map((run) => render(take(emptyRecord(), run)));
    expect(commands[0]).toContain(`\`npm run drills -- ${first.name} --minutes 8\``);
    expect(commands[1]).toContain(`\`npm run drills -- ${first.name}\``);
  });

  it('shows the kind of a control when its run named it', () => {
    const line = (run: DrillRun) =>
      render(take(emptyRecord(), run))
        .split('\n')
        .find((one) => one.includes('| f |'));
    expect(line(runOf(true, true))).toContain('| stand-in | c |');
    const older = runOf(true, true);
    delete older.rows[0]!.outcome!.control.kind;
    expect(line(older)).toContain('| – | c |');
  });

  it('reports a broken P0 promise and a control that does not fail', () => {
    expect(shortfalls(runOf(true, true))).toEqual([]);
    expect(shortfalls(runOf(false, true))).toEqual([`${first.name}: f`]);
    expect(shortfalls(runOf(true, false))).toEqual([`${first.name}: its control did not fail: c`]);
  });

  it('does not replace whole results by smoke runs and drops unknown drills', () => {
    const whole = take(emptyRecord(), runOf(true, true));
    expect(take(whole, runOf(false, true, { smoke: true }))).toEqual(whole);
    expect(take(whole, runOf(false, true)).drills[first.name]?.outcome?.holds).toBe(false);
    const gone = runOf(true, true);
    gone.rows[0]!.name = 'no-such-drill';
    expect(take(emptyRecord(), gone).drills).toEqual({});
  });

  it('shows the commit of a run and whether the code differed', () => {
    const cells = (more: Partial<DrillRun>) => render(take(emptyRecord(), runOf(true, true, more)));
    expect(cells({})).toContain('| 2026-11-24, machine 1, seed 1 |');
    expect(cells({ commit: 'a1b2c3d' })).toContain('| 2026-11-24, machine 1, a1b2c3d, seed 1 |');
    expect(cells({ commit: 'a1b2c3d', isChanged: true })).toContain('machine 1, a1b2c3d with changes, seed 1 |');
  });

  it('judges a recorded ratio by the target of today', () => {
    const { name } = benches.find(({ target }) => target?.atLeast !== undefined)!;
    const rowWith = (ratio: number) =>
      render({ ...record, benches: { [name]: { ...record.benches[name]!, ratio } } })
        .split('\n')
        .find((line) => line.includes(`\`npm run bench -- ${name}\``));
    expect(rowWith(0.001)).toContain('**missed:**');
    expect(rowWith(1_000)).not.toContain('**missed:**');
  });

  it('names who would notice for every row', () => {
    const [, , ...rows] = readFileSync(path.join(docs, 'benchmarks.md'), 'utf8').match(/^\|.*\|$/gm)!;
    const said = rows.map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      return { name: cells[1], isSaid: cells.at(-2)!.length > 20 };
    });
    expect(said).toEqual(benches.map(({ name }) => ({ name, isSaid: true })));
  });
});
