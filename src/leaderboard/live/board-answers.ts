import type { Namespace, Server, Socket } from 'socket.io';
import type { ReadyBoard } from '../current-board.js';
import type { Standings } from '../../../projections/standings/standings.contract.js';
import { Line } from './socket-pipe.js';
import { textFrame } from './text-frame.js';

const ACK = 3;
/** What engine.io puts before a packet of socket.io. */
const MESSAGE = '4';
const NO_ARGUMENTS = '[]';

type Encode = Server['encoder']['encode'];
type Packet = Parameters<Encode>[0];

/**
 * Answers with a board. Its frame is made once and written to each websocket that is ready for it: when everybody comes back at once, all ask
 * for the same. To the others, and to all when the libraries are not as they are known, socket.io answers as it always does.
 */
export class BoardAnswers {
  /** The last frame of each board, with the number of the question that it answers: pages count alike. */
  private readonly frames = new WeakMap<ReadyBoard, { id: number | undefined; frame: Buffer }>();
  private answering: { line: Line; board: ReadyBoard } | null = null;

  constructor({ server }: Namespace) {
    const { encoder } = server as Partial<Pick<Server, 'encoder'>>;
    const encode = encoder?.encode?.bind(encoder);
    // Only here is the number of the question known.
    if (encode) encoder!.encode = (packet) => (this.write(packet, encode) ? [] : encode(packet));
  }

  send(socket: Socket, board: ReadyBoard, answer: (standings: Standings) => void): void {
    this.answering = { line: new Line(socket), board };
    try {
      answer(board.standings);
    } finally {
      this.answering = null;
    }
  }

  /** False = it was not written. */
  private write(packet: Packet, encode: Encode): boolean {
    if (this.answering === null || (packet.type as number) !== ACK || packet.data?.length !== 1) return false;
    const { line, board } = this.answering;
    if (packet.data[0] !== board.standings) return false;
    const tcp = line.open();
    const frame = tcp && this.frameOf(board, packet, encode);
    if (!frame) return false;
    tcp.write(frame);
    return true;
  }

  private frameOf(board: ReadyBoard, packet: Packet, encode: Encode): Buffer | null {
    const known = this.frames.get(board);
    if (known?.id === packet.id) return known!.frame;
    const [text, ...more]: unknown[] = encode({ ...packet, data: [] });
    if (more.length > 0 || typeof text !== 'string' || !text.endsWith(NO_ARGUMENTS)) return null;
    const frame = textFrame(`${MESSAGE}${text.slice(0, -1)}`, board.body, ']');
    this.frames.set(board, { id: packet.id, frame });
    return frame;
  }
}
