import { openWords } from '../../../words/language.svelte.js';
import { profile } from '../../../words/profile.js';

export const load = () => openWords(profile);
