import type { Drill } from './drill.js';
import { restore } from './restore.drill.js';

/** Every drill, in the order in which they are run. */
export const drills: readonly Drill[] = [restore];
