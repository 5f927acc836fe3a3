import type { Claimed } from '../../events/values.js';
import { textTable } from '../../sheets/text-table.js';
import type { CollegeSeed } from './world.js';

export interface DemoCollege extends CollegeSeed {
  /** Relative number of actions; 10 = the average. */
  weight: number;
}

/** `id | district | students | weight | short names | names`: fictional colleges, named after heroes, horses and places of folk tales. */
export const DEMO_COLLEGES: readonly DemoCollege[] = textTable(`
  qarashash | aqtau | 964 | 13 | Қарашаш; Карашаш; Qarashash | «Қарашаш» педагогикалық колледжі; Педагогический колледж «Карашаш»; Qarashash Teacher Training College
  kol-tauysar | aqtau | 1480 | 11 | Көлтауысар; Колтауысар; Koltauysar | «Көлтауысар» су шаруашылығы колледжі; Колледж водного хозяйства «Колтауысар»; Koltauysar College of Water Management
  zhelayaq | beineu | 412 | 9 | Желаяқ; Желаяк; Zhelayaq | «Желаяқ» спорт колледжі; Спортивный колледж «Желаяк»; Zhelayaq Sports College
  tausogar | zhanaozen | 1760 | 12 | Таусоғар; Таусогар; Tausoghar | «Таусоғар» тау-кен колледжі; Горный колледж «Таусогар»; Tausoghar Mining College
  ushqan-kilem | munaily | 530 | 10 | Ұшқан Кілем; Ушкан Килем; Ushqan Kilem | «Ұшқан Кілем» көлік және авиация колледжі; Колледж транспорта и авиации «Ушкан Килем»; Ushqan Kilem College of Transport and Aviation
  saqqulaq | aqtau | 286 | 8 | Саққұлақ; Саккулак; Saqqulaq | «Саққұлақ» байланыс колледжі; Колледж связи «Саккулак»; Saqqulaq College of Communications
  kerqula | qaraqiya | 348 | 10 | Керқұла; Керкула; Kerqula | «Керқұла» ветеринария колледжі; Ветеринарный колледж «Керкула»; Kerqula Veterinary College
  altyn-saqa | zhanaozen | 872 | 11 | Алтын Сақа; Алтын Сака; Altyn Saqa | «Алтын Сақа» экономика колледжі; Экономический колледж «Алтын Сака»; Altyn Saqa College of Economics
  bayan-sulu | mangystau | 640 | 12 | Баян Сұлу; Баян Сулу; Bayan Sulu | «Баян Сұлу» қызмет көрсету колледжі; Колледж сферы обслуживания «Баян Сулу»; Bayan Sulu College of Services
  aq-zhaiyq | tupqaragan | 215 | 9 | Ақ Жайық; Ак Жайык; Aq Zhaiyq | «Ақ Жайық» теңіз колледжі; Морской колледж «Ак Жайык»; Aq Zhaiyq Maritime College
  aldar-kose | aqtau | 756 | 10 | Алдар Көсе; Алдар Косе; Aldar Kose | «Алдар Көсе» өнер және құқық колледжі; Колледж искусств и права «Алдар Косе»; Aldar Kose College of Arts and Law
  er-tostik | munaily | 1120 | 11 | Ер Төстік; Ер Тостик; Er Tostik | «Ер Төстік» құрылыс колледжі; Строительный колледж «Ер Тостик»; Er Tostik Construction College
  samuryq | aqtau | 1340 | 12 | Самұрық; Самурык; Samuryq | «Самұрық» энергетика колледжі; Энергетический колледж «Самурык»; Samuryq College of Energy
  qanbaq-shal | qaraqiya | 158 | 8 | Қаңбақ шал; Канбак шал; Qangbaq Shal | «Қаңбақ шал» аграрлық колледжі; Аграрный колледж «Канбак шал»; Qangbaq Shal Agrarian College
`).map((fields) => {
  const [id, district, students, weight] = fields.flat();
  const [shortNames, names] = fields.slice(4).map(([kk, ru, en]) => ({ kk: kk!, ru: ru!, en: en! }));
  const size = { students: Number(students), weight: Number(weight) };
  return { id: id!, district: district!, ...size, shortNames: shortNames!, names: names! };
});

export type DemoTrack = 'amal' | 'green';

/** One action of the simulated season and its review. */
export interface DemoAction {
  id: string;
  track: DemoTrack;
  collegeId: string;
  kind: string;
  /** Days between the action and its submission. */
  daysAgo: number;
  claimed: Claimed;
  verdict: { type: 'approve'; verified: Record<string, number> } | { type: 'reject'; reason: string };
  /** The numbers of a later correction; null = none. */
  correction: Record<string, number> | null;
}

/** A reproducible random generator of numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Range = readonly [least: number, most: number, unit?: number];

/** Usual ranges of each kind's metrics, in stored units. */
const USUAL_RANGES: Readonly<Record<DemoTrack, Readonly<Record<string, Readonly<Record<string, Range>>>>>> = {
  amal: {
    A1: { families: [3, 18], participants: [8, 30] },
    A2: { beneficiaries: [4, 30], participants: [6, 25] },
    A3: { beneficiaries: [8, 45], participants: [8, 30] },
    A4: { tiyn: [4, 22, 1_000_000], participants: [15, 60] },
    A5: { sets: [10, 90], participants: [6, 24] },
    A6: { donors: [3, 12] },
    A7: { served: [8, 44], participants: [5, 20] },
    A8: { participants: [30, 140] },
  },
  green: {
    G1: { bags: [15, 110], participants: [20, 90] },
    G2: { grams: [300, 1500, 1000], participants: [25, 95] },
    G3: { plasticBags: [4, 16], glassBags: [0, 7], metalBags: [0, 5], participants: [10, 40] },
    G4: { trees: [8, 34], participants: [10, 40] },
    G5: { grams: [90, 620, 1000], participants: [8, 35] },
    G6: { grams: [40, 190, 1000], participants: [10, 45] },
    G7: { batteries: [20, 90] },
    G8: { participants: [30, 140] },
  },
};

/** Action `number` of a track, which depends only on the seed. */
export function demoAction(seed: number, track: DemoTrack, number: number): DemoAction {
  const random = seededRandom(seed * 7_919 + number * 104_729 + (track === 'amal' ? 1 : 2));
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const college = weightedCollege(random());
  const kinds = Object.keys(USUAL_RANGES[track]);
  const kind = kinds[between(0, kinds.length - 1)]!;
  const metrics = Object.entries(USUAL_RANGES[track][kind]!);
  const numbers = Object.fromEntries(
    metrics.map(([metric, [least, most, unit = 1]]) => [metric, between(least, most) * unit]),
  );
  const about = random() < 0.15;
  const verified = random() < 0.2 ? reduced(numbers) : numbers;
  const luck = random();
  return {
    id: `demo-${track}-${number}`,
    track,
    collegeId: college.id,
    kind,
    daysAgo: between(0, 3),
    claimed: Object.fromEntries(
      Object.entries(numbers).map(([metric, value]) => [
        metric,
        { value, precision: about ? ('about' as const) : ('exact' as const) },
      ]),
    ),
    verdict: luck < 0.06 ? { type: 'reject', reason: 'evidence-insufficient' } : { type: 'approve', verified },
    correction: luck > 0.97 ? reduced(verified) : null,
  };
}

function weightedCollege(random: number): DemoCollege {
  const total = DEMO_COLLEGES.reduce((sum, { weight }) => sum + weight, 0);
  let left = random * total;
  return DEMO_COLLEGES.find(({ weight }) => (left -= weight) < 0) ?? DEMO_COLLEGES[0]!;
}

const reduced = (numbers: Record<string, number>) =>
  Object.fromEntries(Object.entries(numbers).map(([metric, value]) => [metric, value - Math.floor(value / 5)]));
