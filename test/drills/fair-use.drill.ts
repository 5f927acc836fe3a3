import { RateLimiterMemory } from 'rate-limiter-flexible';
import { RateLimits } from '../../src/http/rate-limits.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Drill, NotRun } from './drill.js';
import { type RawAnswer, rawRequest } from './raw-request.js';
import { withoutProtection } from './without-protection.js';

const READS = 40;
const WRITES = 20;
const env = { QORZHYN_READS_PER_MINUTE: String(READS), QORZHYN_WRITES_PER_MINUTE: String(WRITES) };

type Headers = Record<string, string>;

/** Every header in which a proxy may say who asks. */
const forged = (n: number): Headers => ({
  'x-forwarded-for': `198.51.${n >> 8}.${n & 255}, 10.0.0.${n & 255}`,
  forwarded: `for=198.51.100.${n & 255}`,
  'x-real-ip': `198.51.100.${n & 255}`,
  'x-client-ip': `198.51.100.${n & 255}`,
  'true-client-ip': `198.51.100.${n & 255}`,
  'cf-connecting-ip': `198.51.100.${n & 255}`,
});

interface Counted {
  served: number;
  /** Refusals without a status, a code or a time to wait. */
  rude: number;
}

const isPolite = ({ status, headers, body }: RawAnswer) => {
  const wait = Number(headers['retry-after']);
  return status === 429 && body.includes('"code":"TOO_MANY_REQUESTS"') && wait >= 1 && wait <= 60;
};

/** Starts with full budgets, so that earlier requests weigh nothing and no minute ends in between. */
async function count(server: TestApp, times: number, ask: (n: number) => Promise<RawAnswer>): Promise<Counted> {
  const full = (points: number) => new RateLimiterMemory({ points, duration: 60 });
  const budgets = { reads: full(READS), writes: full(WRITES), lookUps: full(READS), cachedReads: full(READS) };
  Object.assign(server.app.get(RateLimits), { budgets });
  const counted = { served: 0, rude: 0 };
  for (let n = 0; n < times; n += 1) {
    const answer = await ask(n);
    if (answer.status < 400) counted.served += 1;
    else if (!isPolite(answer)) counted.rude += 1;
  }
  return counted;
}

const read = (server: TestApp, from: string, headers: Headers) =>
  rawRequest(server.url, '/api/challenges', { from, headers });
const write = (server: TestApp, from: string, headers: Headers) =>
  rawRequest(server.url, '/api/invitations', {
    method: 'POST',
    from,
    headers: { ...headers, cookie: server.adminCookie, 'content-type': 'application/json' },
    body: '{"role":"auditor"}',
  });

export const fairUse: Drill = {
  name: 'fair-use',
  promise: 'each address and account gets its limit and a Retry-After, whatever headers it forges',
  target: 'served = the limit exactly; each refusal 429 with Retry-After; others served',
  quick: false,
  async run() {
    if (process.platform !== 'linux') throw new NotRun('this system has no addresses beside 127.0.0.1 on its loopback');
    const server = await startTestApp({ env });
    const behind = await startTestApp({ env: { ...env, TRUST_PROXY: '1' } });
    try {
      const oneAddress = () => count(server, 3 * READS, (n) => read(server, '127.0.11.1', forged(n)));
      const reads = await oneAddress();
      const neighbour = (await read(server, '127.0.11.2', {})).status;
      const health = (await rawRequest(server.url, '/api/health/live', { from: '127.0.11.1' })).status;
      const account = await count(server, 3 * WRITES, (n) => write(server, `127.0.12.${1 + n}`, forged(n)));
      // Addresses that a client writes before the one added by our proxy are ignored.
      const proxied = await count(behind, 3 * READS, (n) =>
        read(behind, '127.0.0.1', { 'x-forwarded-for': `198.51.100.${n}, 203.0.113.9` }),
      );
      const others = (await read(behind, '127.0.0.1', { 'x-forwarded-for': '203.0.113.9, 203.0.113.10' })).status;
      const block = await count(behind, 3 * READS, (n) =>
        read(behind, '127.0.0.1', { 'x-forwarded-for': `2001:db8:1:2:${n}:${n}::${n}` }),
      );
      const control = await withoutProtection(
        RateLimits.prototype,
        'count',
        async () => async () => undefined,
        oneAddress,
      );
      const rude = reads.rude + account.rude + proxied.rude + block.rude;
      return {
        figure:
          `of ${3 * READS} reads served ${reads.served} to an address, ${proxied.served} behind a proxy, ${block.served} to a block of IPv6; ` +
          `of ${3 * WRITES} writes ${account.served} to an account from as many addresses; ${rude} refusals without reason; others ${neighbour}, ${others}, health ${health}`,
        holds:
          [reads, proxied, block].every(({ served }) => served === READS) &&
          account.served === WRITES &&
          rude === 0 &&
          [neighbour, others, health].every((status) => status === 200),
        control: {
          kind: 'taken away',
          figure: `without the count ${control.served} of ${3 * READS} served`,
          fails: control.served === 3 * READS,
        },
      };
    } finally {
      await server.close();
      await behind.close();
    }
  },
};
