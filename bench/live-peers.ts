import { createServer } from 'node:http';
import type { AddressInfo, Socket as TcpSocket } from 'node:net';
import { Server } from 'socket.io';
import { WebSocket, WebSocketServer } from 'ws';
import { CHANGED, changeOf } from './live-socket.js';
import { instant, processStats } from './rpc-process.js';

interface Peer {
  port: number;
  change(seq: number): void;
  /** The board that is answered to who watches. */
  board: { seq: number };
}

const http = async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, port: (server.address() as AddressInfo).port };
};

/** socket.io as it is installed: no authentication, no metrics, no limits, `emit` to all. */
async function stock(): Promise<Peer> {
  const { server, port } = await http();
  const namespace = new Server(server).of('/live');
  const peer = { port, board: { seq: 0 }, change: (seq: number) => void namespace.emit(CHANGED, changeOf(seq)) };
  namespace.on('connection', (socket) => {
    socket.on('standings:watch', (_body, ack) => {
      void socket.join('room');
      ack(peer.board);
    });
  });
  return peer;
}

/** ws with one frame for all: the limit of a Node program that uses its streams. */
async function preFramed(): Promise<Peer> {
  const { server, port } = await http();
  const sockets = new Set<TcpSocket>();
  new WebSocketServer({ server }).on('connection', (web) => {
    // oxlint-disable-next-line no-underscore-dangle -- ws names its TCP connection so
    const tcp = (web as unknown as { _socket: TcpSocket })._socket;
    sockets.add(tcp);
    web.on('close', () => sockets.delete(tcp));
  });
  const { Sender } = WebSocket as unknown as { Sender: { frame(data: Buffer, options: object): Buffer[] } };
  const change = (seq: number) => {
    const text = Buffer.from(`42/live,${JSON.stringify([CHANGED, changeOf(seq)])}`);
    const frame = Buffer.concat(Sender.frame(text, { fin: true, rsv1: false, opcode: 1, mask: false, readOnly: true }));
    for (const socket of sockets) socket.write(frame);
  };
  return { port, board: { seq: 0 }, change };
}

let peer: Peer;
export const rpc = {
  ...processStats,
  async start({ kind }: { kind: 'stock' | 'preFramed' }) {
    peer = await (kind === 'stock' ? stock() : preFramed());
    return peer.port;
  },
  change({ seq }: { seq: number }) {
    const at = instant();
    peer.change(seq);
    return at;
  },
  seq: () => peer.board.seq,
  setBoard: (board: { seq: number }) => void (peer.board = board),
  approve() {
    const seq = peer.board.seq + 1;
    peer.board = { ...peer.board, seq };
    peer.change(seq);
    return seq;
  },
};
