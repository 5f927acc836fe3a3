import { Body, Controller, Post } from '@nestjs/common';
import { Allow } from '../../src/http/access.js';
import { startTestApp, type TestApp } from '../support/app.js';
import type { Drill } from './drill.js';
import { withoutBodyChecks } from './without-protection.js';

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

/** True when all objects were changed; repaired in the same tick, to protect the rest of this process. */
function mendChanged(): boolean {
  const isChanged = KEY in {};
  delete (Object.prototype as Record<string, unknown>)[KEY];
  return isChanged;
}

/** Merges objects like many a library did. No real route does, so the name check has something to guard here. */
function merge(target: Record<string, unknown>, source: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(source)) {
    if (typeof value === 'object' && value !== null) {
      target[key] ??= {};
      merge(target[key] as Record<string, unknown>, value as Record<string, unknown>);
    } else target[key] = value;
  }
}

@Controller('api/careless')
class Careless {
  static changed = false;

  @Post()
  @Allow(['anyone'])
  take(@Body() body: Record<string, unknown>): void {
    merge({}, body);
    if (mendChanged()) Careless.changed = true;
  }
}

/** Responses of a real route and of the careless one, and whether all objects were changed. */
async function send(server: TestApp) {
  const bodies: number[] = [];
  let hit = false;
  Careless.changed = false;
  for (const path of ['/api/invitations', '/api/careless'])
    for (const body of BODIES) {
      bodies.push((await server.request('POST', path, { cookie: server.adminCookie, body })).status);
      if (mendChanged()) hit = true;
    }
  return { bodies, hit: hit || Careless.changed };
}

export const prototypePollution: Drill = {
  name: 'prototype-pollution',
  promise: 'no body and no address changes the prototype of all objects',
  target: '0 objects changed, also where a route merges what it is given; only 4xx for bodies, no 5xx',
  quick: true,
  async run() {
    const controllers = [Careless];
    const server = await startTestApp({ controllers });
    const trusting = await withoutBodyChecks(() => startTestApp({ controllers }));
    try {
      const paths: number[] = [];
      for (const path of PATHS) paths.push((await server.request('GET', path, { cookie: server.adminCookie })).status);
      const byPath = mendChanged();
      const { bodies, hit } = await send(server);
      const control = await send(trusting);
      return {
        figure: `${hit || byPath ? 1 : 0} objects changed; bodies ${bodies.join()}; addresses ${paths.join()}`,
        holds:
          !hit &&
          !byPath &&
          bodies.every((status) => status >= 400 && status < 500) &&
          paths.every((status) => status < 500),
        control: {
          kind: 'taken away',
          figure: `without the check of names a route that merges changes ${control.hit ? 'all objects' : 'nothing'}`,
          fails: control.hit,
        },
      };
    } finally {
      await server.close();
      await trusting.close();
    }
  },
};
