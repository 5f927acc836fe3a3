import { eventWords } from '../../src/events/event-words.js';
import type { ChallengeOnPage } from '../../src/pages/page.contract.js';
import type { ChallengeItem } from '../../projections/challenges/challenges.contract.js';
import type { Board, NewsItem, StandingsRow } from '../../projections/standings/standings.contract.js';

type Fiction = [short: string, kk: string, shortRu: string, ru: string, points: number];

/** Openly fictional colleges. */
const COLLEGES: Fiction[] = [
  ['Қарашаш', 'Қарашаш педагогикалық колледжі', 'Карашаш', 'Педагогический колледж «Карашаш»', 1286],
  ['Ақ Жайық', 'Ақ Жайық көркем колледжі', 'Ак Жайык', 'Художественный колледж «Ак Жайык»', 1263],
  ['Көлтауысар', 'Көлтауысар су шаруашылығы колледжі', 'Колтауысар', 'Колледж водного хозяйства «Колтауысар»', 1197],
  [
    'Алтын Сақа',
    'Алтын Сақа ақпараттық технологиялар колледжі',
    'Алтын Сака',
    'Колледж информационных технологий «Алтын Сака»',
    1102,
  ],
  ['Баян Сұлу', 'Баян Сұлу сән және дизайн колледжі', 'Баян Сулу', 'Колледж моды и дизайна «Баян Сулу»', 1094],
  ['Желаяқ', 'Желаяқ көлік және логистика колледжі', 'Желаяк', 'Колледж транспорта и логистики «Желаяк»', 1071],
  [
    'Таусоғар',
    'Таусоғар құрылыс және сәулет колледжі',
    'Таусогар',
    'Строительно-архитектурный колледж «Таусогар»',
    968,
  ],
  ['Керқұла', 'Керқұла аграрлық колледжі', 'Керкула', 'Аграрный колледж «Керкула»', 915],
  ['Ұшқан Кілем', 'Ұшқан Кілем авиация колледжі', 'Ушкан Килем', 'Авиационный колледж «Ушкан Килем»', 884],
  ['Саққұлақ', 'Саққұлақ байланыс колледжі', 'Саккулак', 'Колледж связи «Саккулак»', 806],
  ['Алдар Көсе', 'Алдар Көсе сауда колледжі', 'Алдар Косе', 'Торговый колледж «Алдар Косе»', 760],
  ['Жезтырнақ', 'Жезтырнақ металлургия колледжі', 'Жезтырнак', 'Металлургический колледж «Жезтырнак»', 702],
  ['Тазша', 'Тазша бала сервис колледжі', 'Тазша', 'Колледж сервиса «Тазша бала»', 655],
  ['Ер Төстік', 'Ер Төстік тау-кен колледжі', 'Ер Тостик', 'Горный колледж «Ер Тостик»', 590],
];

/** Names of the fictional colleges, for seasons on a real server. */
export const COLLEGE_NAMES = COLLEGES.map(([short, kk, shortRu, ru]) => ({
  names: { kk, ru, en: `${shortRu} College` },
  shortNames: { kk: short, ru: shortRu, en: shortRu },
}));

/** All fictional colleges c1, c2, … ranked. */
export const sceneRows = (board: Board): StandingsRow[] =>
  ranked(
    COLLEGES.map((college, index) => made(college, `c${index + 1}`, index)),
    board,
  );

/** Rows in board order with their ranks; equal values share a place. */
export function ranked(rows: StandingsRow[], board: Board): StandingsRow[] {
  const value = (row: StandingsRow): number =>
    board === 'per-100' ? row.points / Math.max(200, row.students) : row.points;
  const sorted = rows.slice().sort((a, b) => value(b) - value(a));
  const place = (index: number): number => 1 + sorted.findIndex((row) => value(row) === value(sorted[index]!));
  return sorted.map((row, order) => {
    const rank = place(order);
    const league = sorted.filter((other) => other.league === row.league);
    const base: StandingsRow = {
      ...row,
      order,
      rank,
      leagueRank: 1 + league.findIndex((other) => value(other) === value(row)),
    };
    delete base.per100;
    delete base.per100Text;
    if (board === 'total') return base;
    const divisor = Math.max(200, row.students);
    return {
      ...base,
      per100: { numerator: row.points * 100, denominator: divisor },
      per100Text: (Math.floor((row.points * 10_000) / divisor) / 100).toFixed(2),
    };
  });
}

function made([short, kk, shortRu, ru, points]: Fiction, collegeId: string, index: number): StandingsRow {
  const students = 260 + ((index * 173) % 900);
  return {
    collegeId,
    names: { kk, ru, en: `${shortRu} College` },
    shortNames: { kk: short, ru: shortRu, en: shortRu },
    order: index,
    rank: index + 1,
    points,
    actions: Math.max(1, 41 - index * 2),
    kinds: Math.max(1, 7 - Math.floor(index / 3)),
    students,
    league: students > 800 ? 'L' : students >= 300 ? 'M' : 'S',
    leagueRank: null,
  };
}

export function sceneNews(row: StandingsRow, points: number, serial: number): NewsItem {
  return {
    eventId: `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`,
    at: '2026-11-23T13:42:00.000Z',
    type: 'approved',
    event: 'ActionApproved',
    words: eventWords.ActionApproved,
    collegeId: row.collegeId,
    shortNames: row.shortNames,
    points,
    rank: row.rank,
    per100Rank: null,
    moved: null,
    reason: null,
    reasonText: null,
    kind: 'G4',
    kindTitles: { kk: 'Ағаш отырғызу', ru: 'Посадка деревьев', en: 'Tree planting' },
    verified: { trees: 55, participants: 12 },
  };
}

export function sceneChallenge(track: 'amal' | 'green'): ChallengeItem {
  const title = track === 'amal' ? 'Амал қоржыны' : 'Green Challenge';
  return {
    id: `${track}-2026`,
    track,
    state: 'open',
    frozen: false,
    titles: {
      kk: title,
      ru: track === 'amal' ? 'Амал коржыны' : title,
      en: track === 'amal' ? 'Amal Qorzhyny' : title,
    },
    season: { kk: '2026 жылғы күзгі маусым', ru: 'Осенний сезон 2026 года', en: 'Autumn season 2026' },
    opensOn: '2026-10-01',
    closesOn: '2026-12-01',
    boards: ['total', 'per-100'],
  };
}

/** A challenge with its board, as a page shows it. */
export function sceneOnPage(track: 'amal' | 'green', board: Board, seq: number): ChallengeOnPage {
  const challenge = sceneChallenge(track);
  const asOf = '2026-11-23T13:42:00.000Z';
  const head = { challengeId: challenge.id, board, seq, position: `p${seq}`, asOf, frozen: false, rulebookVersion: 3 };
  return {
    challenge,
    standings: { ...head, rows: sceneRows(board) },
    history: { challengeId: challenge.id, board, days: [] },
    news: { challengeId: challenge.id, items: [], totals: { actions: 0, metrics: {} } },
  };
}
