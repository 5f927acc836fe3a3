import { frame } from '../words/frame.js';
import { openWords } from '../words/language.svelte.js';

/** Pages need the session and run in the browser only. */
export const ssr = false;
export const prerender = false;

export const load = () => openWords(frame);
