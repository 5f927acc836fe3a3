import { request, type RequestOptions } from 'node:https';
import { publicLookup } from './push-endpoint.js';

export interface PushMessage {
  endpoint: string;
  headers: Readonly<Record<string, string | number>>;
  body: Buffer;
}

const TIMEOUT_MS = 10_000;

/** Sends a message to a public address and returns the status. The answer is not read: a hostile server could send one without end. */
export function postPush(
  { endpoint, headers, body }: PushMessage,
  signal: AbortSignal,
  options: RequestOptions = { lookup: publicLookup },
): Promise<number> {
  return new Promise((done, fail) => {
    const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const sent = request(endpoint, { method: 'POST', headers, agent: false, signal: within, ...options }, (answer) => {
      done(answer.statusCode ?? 0);
      answer.destroy();
    });
    sent.on('error', fail);
    sent.end(body);
  });
}
