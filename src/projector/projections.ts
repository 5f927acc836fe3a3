import type { RunnerFactory } from './runner.js';

/** Every projection whose documents the engine keeps by key; one that is not in this list is not kept up to date. */
export const documentProjections: readonly RunnerFactory[] = [];
