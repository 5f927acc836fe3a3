import { openWords } from '../../words/language.svelte.js';
import { notifications } from '../../words/notifications.js';
import { profile } from '../../words/profile.js';

export const load = () => openWords(profile, notifications);
