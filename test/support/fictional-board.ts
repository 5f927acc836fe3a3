import type { ChallengeOnPage } from '../../src/pages/page.contract.js';
import type { ChallengeItem } from '../../projections/challenges/challenges.contract.js';
import type {
  Board,
  NewsItem,
  PointsExplained,
  StandingsHistory,
  StandingsRow,
} from '../../projections/standings/standings.contract.js';

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

const LONG: Fiction = [
  'Самұрық Бәйтерек',
  'Маңғыстау облысы әкімдігінің білім басқармасының «Самұрық Бәйтерек» көпсалалы жоғары инновациялық-технологиялық және педагогикалық колледжі',
  'Самрук Байтерек',
  'Многопрофильный высший инновационно-технологический и педагогический колледж «Самрук Байтерек» управления образования',
  1310,
];

export type Scene = 'empty' | 'one' | 'three' | 'usual' | 'forty' | 'ties' | 'start' | 'long';

/** Rows of a scene, ranked. */
export function sceneRows(scene: Scene, board: Board): StandingsRow[] {
  const usual = COLLEGES.map((college, index) => made(college, `c${index + 1}`, index));
  switch (scene) {
    case 'empty':
      return [];
    case 'one':
      return ranked(usual.slice(0, 1), board);
    case 'three':
      return ranked(usual.slice(0, 3), board);
    case 'start':
      return ranked(
        usual.map((row) => ({ ...row, points: 0, actions: 0, kinds: 0 })),
        board,
      );
    case 'ties':
      return ranked(
        usual.map((row, index) => ({
          ...row,
          points: [1286, 1286, 1197, 1102, 1102, 1102, 968, 968][index] ?? row.points,
        })),
        board,
      );
    case 'long':
      return ranked(
        [made(LONG, 'long1', 0), ...usual, made([...LONG.slice(0, 4), 1000] as unknown as Fiction, 'long2', 3)],
        board,
      );
    case 'forty':
      return ranked(
        Array.from({ length: 40 }, (_, index) => numbered(index)),
        board,
      );
    default:
      return ranked(usual, board);
  }
}

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

function numbered(index: number): StandingsRow {
  const college = COLLEGES[index % COLLEGES.length]!;
  const lap = Math.floor(index / COLLEGES.length);
  if (lap === 0) return made(college, `c${index + 1}`, index);
  const [short, kk, shortRu, ru] = college;
  const mark = ` ${lap + 1}`;
  return made(
    [
      short + mark,
      kk.replace(short, short + mark),
      shortRu + mark,
      ru.replace(`«${shortRu}`, `«${shortRu}${mark}`),
      Math.max(0, 590 - index * 13),
    ],
    `c${index + 1}`,
    index,
  );
}

/** Two weeks of ranks that wander towards the present ones. */
export function sceneHistory(challengeId: string, board: Board, rows: StandingsRow[]): StandingsHistory {
  const days = Array.from({ length: 14 }, (_, index) => {
    const day = new Date(Date.parse('2026-11-10') + index * 86_400_000).toISOString().slice(0, 10);
    const wander = (row: StandingsRow): number =>
      row.rank +
      Math.round(
        Math.sin(row.order * 2.7 + index / 2.3) * Math.min(3, (13 - index) / 3 + (row.order % 3 === 0 ? 1 : 0)),
      );
    const ranks = rows.map((row) => [
      row.collegeId,
      index === 13 ? row.rank : Math.min(rows.length, Math.max(1, wander(row))),
    ]);
    return { day, ranks: Object.fromEntries(ranks) as Record<string, number> };
  });
  return { challengeId, board, days };
}

export function sceneNews(row: StandingsRow, points: number, serial: number): NewsItem {
  return {
    eventId: `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`,
    at: '2026-11-23T13:42:00.000Z',
    type: 'approved',
    collegeId: row.collegeId,
    shortNames: row.shortNames,
    points,
    rank: row.rank,
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

/** Everything a page shows of a challenge, in a scene. */
export function sceneOnPage(track: 'amal' | 'green', scene: Scene, board: Board, seq: number): ChallengeOnPage {
  const challenge = sceneChallenge(track);
  const rows = sceneRows(scene, board);
  const standings = {
    challengeId: challenge.id,
    board,
    seq,
    position: `p${seq}`,
    asOf: '2026-11-23T13:42:00.000Z',
    frozen: false,
    rulebookVersion: 3,
    rows,
  };
  const metrics: Record<string, number> =
    track === 'amal'
      ? { beneficiaries: 6184, families: 1240, minutes: 559_200 }
      : { trees: 2310, bags: 1877, grams: 12_400_000 };
  const totals = scene === 'empty' || scene === 'start' ? { actions: 0, metrics: {} } : { actions: 412, metrics };
  return {
    challenge,
    standings,
    history: sceneHistory(challenge.id, board, rows),
    news: { challengeId: challenge.id, items: [], totals },
  };
}

/** A college's points with every kind of cut in them. */
export function scenePoints(challengeId: string, row: StandingsRow): PointsExplained {
  const decision = (serial: number, type = 'ActionApproved') => ({
    eventId: `10000000-0000-4000-8000-${String(serial).padStart(12, '0')}`,
    at: '2026-11-14T05:25:00.000Z',
    type,
  });
  const titles = {
    A2: { kk: 'Қарттар мен ардагерлерге көмек', ru: 'Помощь пожилым и ветеранам', en: 'Help to the elderly' },
    A1: { kk: 'Азық-түлік себеті', ru: 'Продуктовая корзина', en: 'Food baskets' },
    A4: { kk: 'Қайырымдылық жәрмеңкесі', ru: 'Благотворительная ярмарка', en: 'Charity fair' },
    A8: { kk: 'Ағарту іс-шарасы', ru: 'Просветительская акция', en: 'Awareness event' },
  };
  const shared = { rulebookVersion: 3, late: false, capCut: 0, dayLimit: false, evidence: ['e1', 'e2'] };
  // The rest of the season: food baskets of at most 50 points, so that the chain sums up to the row's points.
  const rest = Math.max(0, row.points - (30 + 50 + 33 + 5 + 50 - 18 - 20));
  const baskets = Array.from({ length: Math.ceil(rest / 50) }, (_, index) => {
    const points = Math.min(50, rest - index * 50);
    const families = Math.max(0, points - 10) / 2;
    const part = { metric: 'families', value: Math.floor(families), step: 1, weight: 2, points: points - 10, cut: 0 };
    return {
      ...shared,
      actionId: `b${index}`,
      kind: 'A1',
      titles: titles.A1,
      doneOn: '2026-10-20',
      submittedOn: '2026-10-21',
      base: 10,
      parts: [part],
      points,
      decision: decision(900 - index),
    };
  });
  return {
    challengeId,
    collegeId: row.collegeId,
    names: row.names,
    shortNames: row.shortNames,
    position: 'p7',
    asOf: '2026-11-23T13:42:00.000Z',
    rank: row.rank,
    points: row.points,
    actions: [
      {
        ...shared,
        actionId: 'a1',
        kind: 'A2',
        titles: titles.A2,
        doneOn: '2026-11-12',
        submittedOn: '2026-11-13',
        base: 10,
        parts: [{ metric: 'beneficiaries', value: 44, step: 2, weight: 1, points: 22, cut: 0 }],
        capCut: 2,
        points: 30,
        decision: decision(1207),
      },
      {
        ...shared,
        actionId: 'a2',
        kind: 'A1',
        titles: titles.A1,
        doneOn: '2026-11-09',
        submittedOn: '2026-11-10',
        base: 10,
        parts: [{ metric: 'families', value: 24, step: 1, weight: 2, points: 48, cut: 0 }],
        capCut: 8,
        points: 50,
        decision: decision(1188, 'ActionCorrected'),
      },
      {
        ...shared,
        actionId: 'a3',
        kind: 'A4',
        titles: titles.A4,
        doneOn: '2026-11-07',
        submittedOn: '2026-11-08',
        base: 15,
        parts: [{ metric: 'tiyn', value: 18_200_000, step: 1_000_000, weight: 1, points: 18, cut: 0 }],
        points: 33,
        decision: decision(1154),
      },
      {
        ...shared,
        actionId: 'a4',
        kind: 'A8',
        titles: titles.A8,
        doneOn: '2026-11-07',
        submittedOn: '2026-11-07',
        base: 5,
        parts: [{ metric: 'participants', value: 160, step: 20, weight: 1, points: 8, cut: 0 }],
        capCut: 3,
        points: 10,
        dayLimit: true,
        decision: decision(1149),
      },
      {
        ...shared,
        actionId: 'a5',
        kind: 'A8',
        titles: titles.A8,
        doneOn: '2026-10-05',
        submittedOn: '2026-11-07',
        late: true,
        base: 5,
        parts: [],
        points: 5,
        decision: decision(1101),
      },
      ...baskets,
    ],
    kinds: [{ kind: 'A1', titles: titles.A1, sum: 518, seasonCapCut: 0, shareCapCut: 18, counts: 500 }],
    diversity: { points: 50, kinds: ['A1', 'A2', 'A4', 'A8', 'A6'] },
    adjustments: [
      {
        eventId: '20000000-0000-4000-8000-000000000001',
        at: '2026-11-15T05:25:00.000Z',
        points: -20,
        reason: 'reused-photo',
      },
    ],
  };
}
