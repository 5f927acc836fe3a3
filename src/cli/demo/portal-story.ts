import type { Claimed } from '../../events/values.js';
import type { Scene } from './drawn-photos.js';

/** The college whose portal the demo shows. */
export const PORTAL_COLLEGE = 'ushqan-kilem';

interface Decision {
  daysAgo: number;
  /** Time of day in Aqtau. */
  at: string;
  command: 'approve' | 'reject' | 'request-information';
  body: object;
}

/** A report of that college and all that happens to it. */
export interface StoryReport {
  name: string;
  track: 'amal' | 'green';
  kind: string;
  /** Days before the day on which the story ends. */
  daysAgo: number;
  /** Time of the submission, in Aqtau. */
  at: string;
  /** Days between the action and its report. */
  late: number;
  claimed: Claimed;
  place: string;
  photos: readonly Scene[];
  first?: Decision;
  answer?: { daysAgo: number; at: string; words: string };
  last?: Decision;
}

const exact = (value: number) => ({ value, precision: 'exact' as const });

/** Reports in every state: corrected after a question, rejected, waiting, approved, and one with an open question. */
export const PORTAL_STORY: readonly StoryReport[] = [
  {
    ...{ name: 'shore', track: 'green', kind: 'G2', daysAgo: 3, at: '18:05', late: 0 },
    claimed: { bags: { value: 130, precision: 'about' }, participants: exact(46) },
    ...{ place: 'Түпқараған ауданы', photos: ['shore', 'shore', 'shore', 'shore', 'act'] },
    first: {
      ...{ daysAgo: 2, at: '10:30', command: 'request-information' },
      body: { reason: 'counted-again', note: 'Фотода 96 қап көрінеді. Қалғаны қайда?' },
    },
    answer: { daysAgo: 2, at: '19:12', words: '34 қапты басқа топ жинаған, фотосы жоқ. 96 деп алыңыз.' },
    last: { daysAgo: 0, at: '09:40', command: 'approve', body: { verified: { bags: 96, participants: 46 } } },
  },
  {
    ...{ name: 'yard', track: 'green', kind: 'G1', daysAgo: 5, at: '14:00', late: 2 },
    claimed: { bags: exact(20), participants: exact(30) },
    ...{ place: 'Құрық ауылы', photos: ['yard'] },
    first: { daysAgo: 1, at: '11:00', command: 'reject', body: { reason: 'evidence-insufficient' } },
  },
  {
    ...{ name: 'planting', track: 'green', kind: 'G4', daysAgo: 1, at: '11:42', late: 1 },
    claimed: { trees: { value: 55, precision: 'at-least' }, participants: { value: 38, precision: 'about' } },
    ...{ place: 'Құрық ауылы', photos: ['planting', 'planting', 'act'] },
  },
  {
    ...{ name: 'blood', track: 'amal', kind: 'A6', daysAgo: 6, at: '15:00', late: 0 },
    ...{ claimed: { donors: exact(8) }, place: 'Ақтау қаласы', photos: ['act'] },
    first: { daysAgo: 2, at: '13:00', command: 'approve', body: { verified: { donors: 8 } } },
  },
  {
    ...{ name: 'baskets', track: 'amal', kind: 'A1', daysAgo: 4, at: '16:30', late: 0 },
    ...{ claimed: { families: exact(42) }, place: 'Жаңаөзен қаласы', photos: ['baskets', 'baskets'] },
    first: {
      ...{ daysAgo: 1, at: '16:20', command: 'request-information' },
      body: { reason: 'counted-again', note: 'Актіде 24 себет, есепте 42. Қайсысы дұрыс?' },
    },
  },
];
