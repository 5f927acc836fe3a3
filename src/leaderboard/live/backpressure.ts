import type { Namespace, Socket } from 'socket.io';
import { socketsCut } from '../../observability/metrics.js';
import { tcpOf } from './board-broadcaster.js';

const UNSENT_BYTES = 1_048_576;
const STALLED_MS = 60_000;
/** A page sends a few requests, and a pong every 25 seconds. */
const PACKETS_PER_SECOND = 100;

type Connection = Socket['conn'];

/** Closes connections that read too slowly or send too much. */
export function limitConnections({ server }: Namespace): void {
  server.engine.on('connection', (connection: Connection) => {
    const close = (reason: 'unsent' | 'stalled' | 'flood') => {
      if (connection.readyState !== 'open') return;
      socketsCut.inc({ reason });
      // True discards what is unsent, else the close would wait for it.
      connection.close(true);
      // A reset frees what the kernel holds for a peer that does not read.
      tcpOf(connection).resetAndDestroy();
    };
    limitUnsent(connection, close);
    limitPackets(connection, close);
  });
}

/** Packets queue in the process while the transport waits for the network; `drain` fires when the queue is handed over. */
function limitUnsent(connection: Connection, close: (reason: 'unsent' | 'stalled') => void): void {
  let [bytes, since] = [0, 0];
  connection.on('packetCreate', ({ data }: { data?: string }) => {
    if (connection.transport.writable) return;
    if (bytes === 0) since = performance.now();
    bytes += 1 + Buffer.byteLength(data ?? '');
    if (bytes > UNSENT_BYTES) close('unsent');
    // The room's heartbeat queues a packet every 15 seconds, so no timer is needed.
    else if (performance.now() - since >= STALLED_MS) close('stalled');
  });
  connection.on('drain', () => (bytes = 0));
}

function limitPackets(connection: Connection, close: (reason: 'flood') => void): void {
  let [since, packets] = [performance.now(), 0];
  connection.on('packet', () => {
    packets += 1;
    if (packets <= PACKETS_PER_SECOND) return;
    const now = performance.now();
    if (now - since < 1_000) return close('flood');
    [since, packets] = [now, 1];
  });
}
