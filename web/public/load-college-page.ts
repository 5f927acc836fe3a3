import type CollegePage from './CollegePage.svelte';

/** The page of a college is a file of its own, because most visitors start with a board. */
export const loadCollegePage = (): Promise<typeof CollegePage> =>
  import('./CollegePage.svelte').then((module) => module.default);
