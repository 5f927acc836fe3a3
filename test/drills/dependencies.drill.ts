import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Drill } from './drill.js';

interface Lock {
  packages: Record<string, { version?: string; integrity?: string; link?: boolean }>;
}

/** Versions below `fixed` have a known hole. */
const DENIED: Readonly<Record<string, { fixed: string; why: string }>> = {
  '@nestjs/platform-fastify': { fixed: '12.5.0', why: 'routes past their middleware (CVE-2026-2293, -33011, -54281)' },
  '@nestjs/core': { fixed: '12.0.0', why: 'injected lines in server-sent events (CVE-2026-35515)' },
  '@nestjs/common': { fixed: '12.0.0', why: 'file type taken from the sender (CVE-2024-29409)' },
  fastify: {
    fixed: '5.12.1',
    why: 'bodies past their schema (CVE-2026-25223, -33806), forged proxy headers (GHSA-3m5p-2c4r-xxw2)',
  },
  '@fastify/static': { fixed: '10.1.3', why: 'paths past their guard (CVE-2026-15074, GHSA-423g-23ch-w7c6)' },
  'socket.io': { fixed: '4.6.2', why: 'crash by one packet (CVE-2024-38355)' },
  'socket.io-parser': { fixed: '4.2.7', why: 'memory exhausted by packets (CVE-2026-33151, -69185)' },
  'engine.io': { fixed: '6.6.9', why: 'crash by one request (CVE-2026-59725, GHSA-gr94-w7qr-f4j3)' },
  pg: { fixed: '7.1.2', why: 'code run by column names (CVE-2017-16082)' },
  typeorm: { fixed: '0.3.29', why: 'SQL in values and orders (CVE-2025-60542, unvalidated orderBy)' },
  ws: { fixed: '8.21.0', why: 'tiny fragments exhaust memory (CVE-2026-48779, CVE-2024-37890)' },
  'file-type': { fixed: '21.3.1', why: 'endless loop by 55 bytes (CVE-2026-31808)' },
  qs: { fixed: '6.14.2', why: 'arrays exhaust memory (CVE-2025-15284, CVE-2026-2391)' },
  'path-to-regexp': { fixed: '8.4.1', why: 'slow expressions (CVE-2026-4926)' },
  multer: { fixed: '2.2.0', why: 'crash by nested fields (CVE-2026-5079)' },
};

const parts = (version: string) => version.split(/[.-]/).slice(0, 3).map(Number);
const isBelow = (version: string, fixed: string) => {
  const [have, want] = [parts(version), parts(fixed)];
  const place = have.findIndex((number, index) => number !== want[index]);
  return place !== -1 && have[place]! < want[place]!;
};

/** The greatest version below another one. */
const justBelow = (fixed: string) => {
  const [major, minor, patch] = parts(fixed) as [number, number, number];
  if (patch > 0) return `${major}.${minor}.${patch - 1}`;
  return minor > 0 ? `${major}.${minor - 1}.999` : `${major - 1}.999.999`;
};

function problems({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([place, { version, integrity, link }]) => {
    if (place === '' || link) return [];
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const denied = DENIED[name];
    if (denied && version && isBelow(version, denied.fixed)) return [`${name} ${version}: ${denied.why}`];
    return integrity?.startsWith('sha512-') ? [] : [`${name}: no SHA-512 in the lock`];
  });
}

export const dependencies: Drill = {
  name: 'dependencies',
  promise: 'no package has a known vulnerability, and every package is pinned by its hash',
  target: '0 packages',
  quick: true,
  async run() {
    const text = readFileSync(path.join(__dirname, '../../package-lock.json'), 'utf8');
    const lock = JSON.parse(text) as Lock;
    const found = problems(lock);
    const altered = JSON.parse(text) as Lock;
    const denied = Object.entries(DENIED);
    for (const [name, { fixed }] of denied)
      altered.packages[`planted/node_modules/${name}`] = { version: justBelow(fixed), integrity: 'sha512-x' };
    altered.packages['planted/node_modules/unhashed'] = { version: '1.0.0' };
    const control = problems(altered).length - found.length;
    return {
      figure: `${found.length} of ${Object.keys(lock.packages).length - 1}${found.length > 0 ? `: ${found.slice(0, 3).join('; ')}` : ''}`,
      holds: found.length === 0,
      control: {
        kind: 'fault put in',
        figure: `${denied.length} packages just below their fix and one without a hash: ${control} found`,
        fails: control === denied.length + 1,
      },
    };
  },
};
