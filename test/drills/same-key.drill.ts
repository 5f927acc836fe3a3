import { randomUUID } from 'node:crypto';
import { startTestApp } from '../support/app.js';
import type { Drill } from './drill.js';

const TIMES = 100;

export const sameKey: Drill = {
  name: 'same-key',
  promise: 'a write sent a hundred times at once under one key happens once',
  target: '1 event, 1 answer; another body 422',
  quick: true,
  async run() {
    const server = await startTestApp();
    try {
      const invite = (headers: Record<string, string>, role = 'auditor') =>
        server.request('POST', '/api/invitations', { cookie: server.adminCookie, body: { role }, headers });
      const count = async () => (await server.events('account-')).length;
      const many = async (headers: Record<string, string>) => {
        const before = await count();
        const answers = await Promise.all(Array.from({ length: TIMES }, () => invite(headers)));
        const different = new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size;
        return { events: (await count()) - before, different };
      };
      const key = { 'idempotency-key': randomUUID() };
      const { events, different } = await many(key);
      const { status } = await invite(key, 'organiser');
      const without = await many({});
      return {
        figure: `${TIMES} requests: ${events} event, ${different} answer; another body ${status}`,
        holds: events === 1 && different === 1 && status === 422,
        control: { figure: `without a key: ${without.events} events`, fails: without.events === TIMES },
      };
    } finally {
      await server.close();
    }
  },
};
