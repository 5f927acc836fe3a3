import { actionWords } from '../../../words/action.js';
import { boardWords } from '../../../words/board.js';
import { openWords } from '../../../words/language.svelte.js';
import { metrics } from '../../../words/metrics.js';
import { pointsWords } from '../../../words/points.js';

export const load = () => openWords(pointsWords, boardWords, actionWords, metrics);
