import { Agent } from 'node:http';
import { rawRequest } from './raw-request.js';

interface Storm {
  url: string;
  count: number;
  addresses: number;
}

/** A process that signs in many times at once with wrong passwords, from several addresses of this machine. */
export const rpc = {
  /** Answers by status; 0 = none. */
  async signIns({ url, count, addresses }: Storm): Promise<Record<number, number>> {
    const agent = new Agent({ maxSockets: Infinity });
    const answers: Record<number, number> = {};
    const guess = (n: number) =>
      rawRequest(url, '/api/session', {
        method: 'POST',
        from: `127.0.20.${1 + (n % addresses)}`,
        agent,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login: `login-${n}`, password: `guess ${n}` }),
      }).then(
        ({ status }) => status,
        () => 0,
      );
    for (const status of await Promise.all(Array.from({ length: count }, (_, n) => guess(n))))
      answers[status] = (answers[status] ?? 0) + 1;
    return answers;
  },
};
