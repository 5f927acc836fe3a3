import { ackMeansWritten } from './ack-means-written.drill.js';
import { apiFuzz } from './api-fuzz.drill.js';
import { authorisationMatrix } from './authorisation-matrix.drill.js';
import { cleanStop } from './clean-stop.drill.js';
import { crashPoints } from './crash-points.drill.js';
import { clockJumps } from './clock-jumps.drill.js';
import { csvFormulas } from './csv-formulas.drill.js';
import { cutNetwork } from './cut-network.drill.js';
import { dependencies } from './dependencies.drill.js';
import { diskFull } from './disk-full.drill.js';
import { doubleApproval } from './double-approval.drill.js';
import type { Drill } from './drill.js';
import { dullErrors } from './dull-errors.drill.js';
import { edgeDefaults } from './edge-defaults.drill.js';
import { erasureCanaries } from './erasure-canaries.drill.js';
import { failover } from './failover.drill.js';
import { failingHandler } from './failing-handler.drill.js';
import { fairUse } from './fair-use.drill.js';
import { flippedBit } from './flipped-bit.drill.js';
import { hostileFiles } from './hostile-files.drill.js';
import { hostileSockets } from './hostile-sockets.drill.js';
import { gap } from './gap.drill.js';
import { hostileWorkbooks } from './hostile-workbooks.drill.js';
import { hungDatabase } from './hung-database.drill.js';
import { injection } from './injection.drill.js';
import { inputLimits } from './input-limits.drill.js';
import { killApp } from './kill-app.drill.js';
import { killDatabase } from './kill-database.drill.js';
import { leaderLost } from './leader-lost.drill.js';
import { loginAbuse } from './login-abuse.drill.js';
import { migrateStore } from './migrate-store.drill.js';
import { outbox } from './outbox.drill.js';
import { pausedOwner } from './paused-owner.drill.js';
import { neverChanged } from './never-changed.drill.js';
import { poisonEvent } from './poison-event.drill.js';
import { properties } from './properties.drill.js';
import { powerCut } from './power-cut.drill.js';
import { prototypePollution } from './prototype-pollution.drill.js';
import { restore } from './restore.drill.js';
import { roleChange } from './role-change.drill.js';
import { sameKey } from './same-key.drill.js';
import { seasonWalk } from './season-walk.drill.js';
import { secrets } from './secrets.drill.js';
import { shadowScorer } from './shadow-scorer.drill.js';
import { manyScreens } from './many-screens.drill.js';
import { reconnectStorm } from './reconnect-storm.drill.js';
import { soak } from './soak.drill.js';
import { stalledSockets } from './stalled-sockets.drill.js';
import { signInStorm } from './sign-in-storm.drill.js';
import { tornUploads } from './torn-uploads.drill.js';
import { slowloris } from './slowloris.drill.js';
import { threeProcesses } from './three-processes.drill.js';
import { ssrf } from './ssrf.drill.js';
import { unicodeIdentity } from './unicode-identity.drill.js';
import { unsafeSettings } from './unsafe-settings.drill.js';
import { weakNetwork } from './weak-network.drill.js';

/** Every drill, in the order in which they are run. */
export const drills: readonly Drill[] = [
  // Watches every connection of this process: before drills whose clients still look for servers that are gone.
  ssrf,
  restore,
  migrateStore,
  killApp,
  killDatabase,
  powerCut,
  flippedBit,
  cutNetwork,
  failover,
  unsafeSettings,
  neverChanged,
  gap,
  clockJumps,
  cleanStop,
  crashPoints,
  threeProcesses,
  pausedOwner,
  leaderLost,
  diskFull,
  hungDatabase,
  doubleApproval,
  sameKey,
  ackMeansWritten,
  poisonEvent,
  failingHandler,
  shadowScorer,
  properties,
  authorisationMatrix,
  seasonWalk,
  loginAbuse,
  roleChange,
  signInStorm,
  injection,
  unicodeIdentity,
  fairUse,
  inputLimits,
  hostileWorkbooks,
  hostileFiles,
  slowloris,
  tornUploads,
  weakNetwork,
  hostileSockets,
  stalledSockets,
  manyScreens,
  reconnectStorm,
  soak,
  csvFormulas,
  prototypePollution,
  apiFuzz,
  dullErrors,
  edgeDefaults,
  secrets,
  erasureCanaries,
  outbox,
  dependencies,
];

/**
 * Drills that measure no time and no memory, and hold on a busy machine. A smoke run runs two of them at a time. The
 * longest come first, so that both lanes end at about the same time.
 */
export const sideBySide: readonly Drill[] = [
  seasonWalk,
  properties,
  authorisationMatrix,
  flippedBit,
  sameKey,
  apiFuzz,
  erasureCanaries,
  injection,
  unsafeSettings,
  secrets,
  doubleApproval,
  neverChanged,
  shadowScorer,
  restore,
  unicodeIdentity,
  edgeDefaults,
  failingHandler,
  poisonEvent,
  dullErrors,
  prototypePollution,
  csvFormulas,
  clockJumps,
  dependencies,
];
