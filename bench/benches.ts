import { appendIdempotent } from './append-idempotent.js';
import { appendPeer } from './append-peer.js';
import { appendGroup, appendHot, appendLatency, appendSaturated } from './append.js';
import { approvalOnScreen } from './approval-on-screen.js';
import { latencyOnSocket } from './e2e-latency.js';
import { throughputOnScreens } from './e2e-throughput.js';
import { boardOpsBenches } from './board-ops.js';
import { fanoutCpu, fanoutP99, fanoutPeer } from './fanout.js';
import { httpBoard } from './http-board.js';
import { httpSubmit, httpSubmitPeer } from './http-submit.js';
import { rebuildJson } from './rebuild-json.js';
import { rebuildPeer } from './rebuild-peer.js';
import { socketMemory, socketStorm } from './live-sockets.js';
import { startWarm } from './start-warm.js';
import { travelAt } from './travel-at.js';
import type { Bench } from './measure.js';
import { scaleCost } from './scale-cost.js';

/** Every row, in the order in which they are measured. */
export const benches: readonly Bench[] = [
  appendGroup,
  appendSaturated,
  appendHot,
  appendLatency(1, 1.5),
  appendLatency(16, 4),
  appendPeer,
  appendIdempotent,
  rebuildPeer,
  rebuildJson,
  travelAt,
  startWarm,
  httpBoard,
  httpSubmit,
  httpSubmitPeer,
  latencyOnSocket,
  approvalOnScreen,
  throughputOnScreens,
  ...boardOpsBenches,
  ...fanoutCpu,
  ...fanoutPeer,
  fanoutP99,
  socketMemory,
  socketStorm,
  scaleCost(10_000),
  scaleCost(100_000),
];
