import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventWords } from '../../src/events/event-words.js';
import { reasonText, reasonWords } from '../../src/events/reason-words.js';
import { eventSchemas } from '../../src/events/schemas.js';
import { reason } from '../../src/http/reason.js';
import type { LocalisedText } from '../../src/events/values.js';

const root = path.join(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
/** These end a connection and are no reasons of an event. */
const NO_REASONS = ['unsent', 'flood'];
const filesIn = (folder: string) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|json|md)$/.test(file) && !file.endsWith('.spec.ts'))
    .map((file) => `${folder}/${file}`);
/** Reason codes that a text names: of events, requests, examples and guides. */
const codesIn = (text: string) =>
  [...text.matchAll(/\breasons?"?\s*:\s*\[?['"`]([a-z][a-z0-9-]*)['"`]/g)].map(([, code]) => code!);

/** Faults of a wording: empty, the same in two languages, or a raw code. */
const faultsOf = ({ kk, ru, en }: LocalisedText): string[] => [
  ...[kk, ru].filter((text) => !/^[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі«][^\n]{3,}$/.test(text)),
  ...(/^[A-Za-z][^\n]{3,}$/.test(en) ? [] : [en]),
  ...(kk === ru ? [kk] : []),
];

describe('words', () => {
  it('say in three languages what each event means', () => {
    expect(Object.keys(eventWords).sort()).toEqual(Object.keys(eventSchemas).sort());
    for (const [type, words] of Object.entries(eventWords)) expect([type, faultsOf(words)]).toEqual([type, []]);
    expect(faultsOf({ kk: 'ActionApproved', ru: '', en: 'action-approved' })).not.toEqual([]);
  });

  it('say in three languages what each reason code means', () => {
    for (const [code, words] of Object.entries(reasonWords)) expect([code, faultsOf(words)]).toEqual([code, []]);
    const codes = [...filesIn('src'), ...filesIn('docs'), ...filesIn('test/samples')].flatMap((file) =>
      codesIn(read(file)),
    );
    expect(codes.length).toBeGreaterThan(15);
    expect([...new Set(codes)].filter((code) => !Object.hasOwn(reasonWords, code))).toEqual(NO_REASONS);
    expect(codesIn(`{ reason: 'a-new-code' }, {"reason": "another"}`)).toEqual(['a-new-code', 'another']);
  });

  it('are the only reasons that a route takes', () => {
    const controllers = filesIn('src').filter((file) => file.endsWith('.controller.ts'));
    expect(controllers.length).toBeGreaterThan(50);
    expect(controllers.filter((file) => /\breason: reasonCode\b/.test(read(file)))).toEqual([]);
    expect(reason.parse('mistake')).toBe('mistake');
    for (const own of ['asan-omarov', 'constructor', 'tostring']) expect(reason.parse(own)).toBe('other');
    expect(reason.safeParse('Асан Омаров').success).toBe(false);
  });

  it('never show a raw code', () => {
    for (const code of ['a-code-nobody-knows', 'constructor', 'tostring', ...Object.keys(reasonWords)])
      for (const text of Object.values(reasonText(code))) expect(text).not.toBe(code);
    expect(faultsOf(reasonText('a-code-nobody-knows'))).toEqual([]);
  });
});
