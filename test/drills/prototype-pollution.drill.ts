import { startTestApp } from '../support/app.js';
import type { Drill } from './drill.js';

const KEY = 'drilledIntoAll';
const BODIES = [
  `{"__proto__":{"${KEY}":1},"role":"auditor"}`,
  `{"role":"auditor","constructor":{"prototype":{"${KEY}":1}}}`,
  `{"role":"auditor","name":{"__proto__":{"${KEY}":1}}}`,
  `{"role":"auditor","\\u005f_proto__":{"${KEY}":1}}`,
  `[{"__proto__":{"${KEY}":1}}]`,
];
const PATHS = [
  `/api/colleges?__proto__[${KEY}]=1`,
  `/api/colleges?constructor[prototype][${KEY}]=1`,
  '/api/challenges/__proto__/standings',
  '/api/colleges/constructor',
  '/api/challenges/toString/history',
];

const polluted = () => KEY in {};

/** Copies as many a library did. It stands in: our server merges no objects, so without its look at names nothing would be changed either. */
function merge(target: Record<string, unknown>, source: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(source)) {
    if (typeof value === 'object' && value !== null) {
      target[key] ??= {};
      merge(target[key] as Record<string, unknown>, value as Record<string, unknown>);
    } else target[key] = value;
  }
}

export const prototypePollution: Drill = {
  name: 'prototype-pollution',
  promise: 'no body and no address reaches the prototype of all objects',
  target: '0 objects changed, only 4xx for bodies, no 5xx',
  quick: true,
  async run() {
    const server = await startTestApp();
    try {
      const bodies: number[] = [];
      for (const body of BODIES)
        bodies.push((await server.request('POST', '/api/invitations', { cookie: server.adminCookie, body })).status);
      const paths: number[] = [];
      for (const path of PATHS) paths.push((await server.request('GET', path, { cookie: server.adminCookie })).status);
      const hit = polluted();
      merge({}, JSON.parse(BODIES[0]!) as Record<string, unknown>);
      const control = polluted();
      delete (Object.prototype as Record<string, unknown>)[KEY];
      return {
        figure: `${hit ? 1 : 0} objects changed; bodies ${bodies.join()}; addresses ${paths.join()}`,
        holds: !hit && bodies.every((status) => status >= 400 && status < 500) && paths.every((status) => status < 500),
        control: {
          kind: 'stand-in',
          figure: `a careless merge changes ${control ? 'all objects' : 'nothing'}`,
          fails: control,
        },
      };
    } finally {
      await server.close();
    }
  },
};
