import type { Captions } from '../metric-words.js';

/** Captions after the number of a metric: «55 тал отырғызылды». */
export const captionsEn: Captions = {
  beneficiaries: 'person helped|people helped',
  families: 'family helped|families helped',
  trees: 'tree planted|trees planted',
  livingTrees: 'tree alive|trees alive',
  bags: 'bag of litter collected|bags of litter collected',
  grams: 'kg collected',
  donors: 'person gave blood|people gave blood',
  tiyn: '₸ raised',
  sets: 'set given|sets given',
  served: 'person served|people served',
  plasticBags: 'bag of plastic collected|bags of plastic collected',
  glassBags: 'bag of glass collected|bags of glass collected',
  metalBags: 'bag of metal collected|bags of metal collected',
  batteries: 'battery collected|batteries collected',
  minutes: 'volunteer hour|volunteer hours',
  participants: 'person took part|people took part',
};
