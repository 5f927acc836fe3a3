import { cleanStop } from './clean-stop.drill.js';
import type { Drill } from './drill.js';
import { killApp } from './kill-app.drill.js';
import { doubleApproval } from './double-approval.drill.js';
import { killDatabase } from './kill-database.drill.js';
import { restore } from './restore.drill.js';
import { sameKey } from './same-key.drill.js';

/** Every drill, in the order in which they are run. */
export const drills: readonly Drill[] = [restore, killApp, killDatabase, cleanStop, doubleApproval, sameKey];
