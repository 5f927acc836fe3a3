import { greenKinds } from '../../../src/challenges/default-rulebooks/green.js';
import { defaultRulebook } from '../../../src/challenges/default-rulebooks/default-rulebook.js';
import { type DraftContent, emptyContent } from '../drafts/draft.js';
import { faultsOf, fieldOf, numbersOf, type ReportFacts } from './read-report.js';

const typed = (text: string) => ({ text, value: null, precision: 'exact' as const });
const whole: DraftContent = {
  ...emptyContent('green-2026'),
  kind: 'G4',
  doneOn: '2026-11-21',
  claimed: { trees: typed('55'), participants: typed('') },
};
const facts: ReportFacts = {
  challenge: { opensOn: '2026-09-01', closesOn: '2026-11-30', rules: defaultRulebook('green') },
  isTaken: true,
  today: '2026-11-23',
  files: [],
};
const faults = (changes: Partial<DraftContent>, others: Partial<ReportFacts> = {}) =>
  faultsOf({ ...whole, ...changes }, { ...facts, ...others }).map(({ path, word }) => `${path} ${word}`);

describe('Faults of a report', () => {
  it('are none when kind, day and a number are there', () => {
    expect(faults({})).toEqual([]);
  });

  it('begin with the challenge, without which nothing can be judged', () => {
    expect(faults({}, { challenge: null })).toEqual(['challengeId challengeMissing']);
  });

  it('name a challenge that has closed since the draft was begun', () => {
    expect(faults({}, { isTaken: false })).toEqual(['challengeId challengeClosed']);
  });

  it('come in the order of the page', () => {
    const empty = { ...emptyContent('green-2026'), links: ['instagram'], description: 'x'.repeat(4001) };
    expect(faults(empty)).toEqual([
      'kind kindMissing',
      'doneOn dayMissing',
      'description tooLong',
      'links.0 linkWrong',
    ]);
  });

  it('name a kind that the newest rules no longer have', () => {
    expect(faults({ kind: 'A1' })).toContain('kind kindGone');
    expect(faults({ kind: 'constructor' })).toContain('kind kindGone');
  });

  it('ask for a number above zero that the kind counts', () => {
    expect(faults({ claimed: { trees: typed('0') } })).toEqual(['claimed claimEmpty']);
    expect(faults({ claimed: { participants: typed('38') } })).toEqual(['claimed claimEmpty']);
    expect(faults({ kind: 'G8', claimed: { participants: typed('38') } })).toEqual([]);
    const rules = { ...defaultRulebook('green'), kinds: { G4: { ...greenKinds['G4']!, parts: [] } } };
    expect(faults({ claimed: {} }, { challenge: { ...facts.challenge!, rules } })).toEqual([]);
  });

  it('name each number that cannot be read, once', () => {
    expect(faults({ claimed: { trees: typed('5,5'), participants: typed('көп') } })).toEqual([
      'claimed.trees amountNotWhole',
      'claimed.participants amountNoNumber',
    ]);
  });

  it('find long places and invisible characters by the schemas of the server', () => {
    expect(faults({ place: 'x'.repeat(501) })).toEqual(['place tooLong']);
    expect(faults({ place: 'x'.repeat(500) })).toEqual([]);
    expect(faults({ description: 'a\u0007b' })).toEqual(['description oddSigns']);
  });

  it.each(['instagram.com/p/1', 'javascript:alert(1)', 'ftp://a.kz'])('refuse the link «%s»', (url) => {
    expect(faults({ links: ['', url] })).toEqual(['links.1 linkWrong']);
  });

  it('need an answer about minors with files only', () => {
    const files = [{ id: 'f1', state: 'done' as const }];
    expect(faults({}, { files })).toEqual(['attestation minorsMissing']);
    expect(faults({ attestation: 'consent' }, { files })).toEqual([]);
    expect(faults({ attestation: 'consent' }, { files: [{ id: 'f1', state: 'failed' }] })).toEqual([
      'files filesFailed',
    ]);
  });
});

describe('Fields of the server', () => {
  it('are found on the page although empty links are not sent', () => {
    expect(fieldOf('links.1', { links: ['', 'https://a.kz', ' ', 'x'] })).toBe('links.3');
    expect(fieldOf('claimed.trees.value', { links: [] })).toBe('claimed.trees');
    expect(fieldOf('partners.2', { links: [] })).toBe('partners');
    expect(fieldOf('files.0', { links: [] })).toBe('files');
    expect(fieldOf('doneOn', { links: [] })).toBe('doneOn');
  });
});

describe('Numbers of a report', () => {
  it('leave out what was not reported or cannot be read', () => {
    const claimed = { trees: typed('0'), grams: typed('1,5'), bags: typed(''), participants: typed('көп') };
    expect(numbersOf({ claimed })).toEqual({ trees: 0, grams: 1500 });
  });
});
