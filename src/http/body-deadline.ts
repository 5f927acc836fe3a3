import type { IncomingMessage, Server } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Most requests are small, so a longer body is a slow one. Node's own limit also covers uploads and is longer. */
const BODY_MS = 15_000;
const REQUEST_TIMEOUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

const timers = new WeakMap<IncomingMessage, NodeJS.Timeout>();

/** Cuts a request whose body takes too long. A server without a request timeout has no deadline either. */
export function setBodyDeadline({ raw, server }: FastifyRequest, reply: FastifyReply): void {
  // A request that a test injects crosses no socket.
  if (raw.complete || !(raw.socket instanceof Socket) || (server.server as Server).requestTimeout === 0) return;
  const timer = setTimeout(() => {
    if (raw.complete) return;
    const { socket } = raw;
    if (!reply.raw.headersSent) socket.write(REQUEST_TIMEOUT);
    socket.destroySoon();
  }, BODY_MS);
  timer.unref();
  timers.set(raw, timer);
  raw.once('close', () => clearTimeout(timer));
}

/** For a body that an admitted person sends at the pace of a weak network. */
export const clearBodyDeadline = (raw: IncomingMessage): void => clearTimeout(timers.get(raw));
