import type { Captions } from '../metric-words.js';

/** Captions after the number of a metric: «55 тал отырғызылды». */
export const captionsKk: Captions = {
  beneficiaries: 'адамға көмек көрсетілді',
  families: 'отбасына көмек көрсетілді',
  trees: 'тал отырғызылды',
  livingTrees: 'тал көгеріп тұр',
  bags: 'қап қоқыс жиналды',
  grams: 'кг жиналды',
  donors: 'адам қан тапсырды',
  tiyn: '₸ жиналды',
  sets: 'жинақ тапсырылды',
  served: 'адамға қызмет көрсетілді',
  plasticBags: 'қап пластик жиналды',
  glassBags: 'қап шыны жиналды',
  metalBags: 'қап металл жиналды',
  batteries: 'батарейка жиналды',
  minutes: 'волонтерлік сағат',
  participants: 'адам қатысты',
};
