import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Socket } from 'node:net';

export interface Handshake {
  /** 101 = connected. */
  status: number;
  body: string;
  /** The connection; the caller destroys it. */
  socket: Socket;
}

/** Asks for a websocket with headers that a client library would set itself. */
export function socketHandshake(
  url: string,
  { headers = {}, query = '', from }: { headers?: Record<string, string>; query?: string; from?: string } = {},
): Promise<Handshake> {
  const { hostname, port } = new URL(url);
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
  return new Promise((resolve, reject) => {
    const asked = request({
      hostname,
      port,
      path: `/socket.io/?EIO=4&transport=websocket${query}`,
      headers: { ...upgrade, 'sec-websocket-key': randomBytes(16).toString('base64'), ...headers },
      agent: false,
      localAddress: from,
    });
    asked.on('error', reject);
    asked.on('upgrade', (answer, socket: Socket, head) => {
      socket.on('error', () => undefined);
      resolve({ status: answer.statusCode ?? 0, body: head.toString('latin1'), socket });
    });
    asked.on('response', (answer) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, socket: answer.socket }));
    });
    asked.end();
  });
}
