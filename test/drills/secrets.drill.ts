import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Drill } from './drill.js';
import { RestartableServer, runCommand } from '../support/server-process.js';

const canary = (what: string) => `${what}-${randomBytes(12).toString('hex')}`;

function textsUnder(folder: string, wanted: RegExp): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) return textsUnder(file, wanted);
    return wanted.test(file) ? [readFileSync(file, 'utf8')] : [];
  });
}

interface Asked {
  /** Secrets given to the server or made by it. */
  told: string[];
  /** Its responses, except those that must contain a secret. */
  answers: string[];
  password: string;
}

/** Everything that is asked with a secret, of a new server or of one that has its organiser. */
async function askAll(server: RestartableServer, metrics: string, known?: string): Promise<Asked> {
  const [wrong, key] = [canary('wrong'), canary('key')];
  const password = known ?? canary('password');
  const answers: string[] = [];
  const ask = async (method: string, address: string, body: unknown, headers: Record<string, string> = {}) => {
    const given = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(server.url + address, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'GET' ? {} : { body: given }),
    });
    answers.push(await answer.text());
    return answer;
  };
  const person = { login: 'organiser', password };
  const entered = known
    ? await ask('POST', '/api/session', person)
    : await ask('POST', `/api/invitations/${server.token}/accept`, { ...person, name: 'organiser' });
  const cookie = entered.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const session = cookie.slice(cookie.indexOf('=') + 1);
  await ask('POST', '/api/session', { login: 'organiser', password: wrong });
  await ask('POST', '/api/session', `{"login":"organiser","password":"${wrong}`);
  await ask('GET', '/metrics', null, { authorization: `Bearer ${metrics}` });
  await ask('GET', `/api/colleges?session=x`, null, { cookie });
  const invited = await ask('POST', '/api/invitations', { role: 'auditor' }, { cookie, 'idempotency-key': key });
  if (invited.status !== 201 || session === '') throw new Error('nobody is signed in');
  const invitation = (JSON.parse(answers.pop() ?? '') as { token: string }).token;
  await ask('GET', `/invite/${invitation}`, null);
  answers.pop();
  await ask('POST', `/api/invitations/${invitation}/accept`, { login: 'a', password: '' });
  return { told: [password, wrong, key, metrics, session, invitation], answers, password };
}

export const secrets: Drill = {
  name: 'secrets',
  promise: 'passwords, sessions and tokens appear in no log, no error and no export',
  target: '0 places',
  quick: false,
  async run() {
    const metrics = canary('metrics');
    const server = await RestartableServer.start({ LOG_LEVEL: 'trace', METRICS_TOKEN: metrics });
    const out = mkdtempSync(path.join(tmpdir(), 'qorzhyn-secrets-'));
    try {
      const { told, answers, password } = await askAll(server, metrics);
      const databases = Object.values(
        JSON.parse(readFileSync(path.join(server.dataDir, 'postgres-18/passwords.json'), 'utf8')) as object,
      ) as string[];
      const env = { DATA_DIR: server.dataDir };
      const made = [
        await runCommand('src/cli/export/export.ts', ['--out', path.join(out, 'export')], env),
        await runCommand('src/cli/backup/backup.ts', [path.join(out, 'backup')], env),
      ];
      const failed = made.find(({ code }) => code !== 0);
      if (failed) throw new Error(failed.lastLine);
      await server.end('SIGTERM');
      const address = canary('eventstore');
      const refusals = await Promise.all(
        ['tsl=false', 'tls=false', 'tlsCAFile=/nowhere/ca.pem'].map((option) =>
          runCommand(
            'src/cli/migrate-store/migrate-store.ts',
            ['--from', server.dataDir, '--to', 'env:TARGET', '--once'],
            { TARGET: `esdb://ops:${address}@127.0.0.1:1?${option}` },
          ),
        ),
      );
      if (refusals.some(({ code }) => code !== 2)) throw new Error('an address that cannot work was not refused');
      const places = [
        ...refusals.map((one) => one.out),
        server.output.replaceAll(/First organiser, once: \S+/g, ''),
        ...answers,
        ...made.map((one) => one.out),
        ...textsUnder(out, /json$/),
        ...textsUnder(path.join(server.dataDir, 'postgres-18'), /(\.log|\.conf|\.opts)$/),
      ];
      const all = [...told, server.token, address, ...databases];
      const found = all.filter((secret) => places.some((text) => text.includes(secret)));

      const before = server.output.length;
      await server.startWithout('frank');
      const frank = await askAll(server, metrics, password);
      await server.end('SIGTERM');
      const log = server.output.slice(before);
      // The output masks secrets of the settings even in a log of whole requests.
      const unmasked = frank.told.filter((secret) => secret !== metrics);
      const seen = unmasked.filter((secret) => log.includes(secret)).length;
      return {
        figure: `${found.length} of ${all.length} secrets in ${places.length} texts${found.map((secret) => ` ${secret.split('-')[0]}`).join()}`,
        holds: found.length === 0 && places.length > 5,
        control: {
          kind: 'taken away',
          figure: `a log of whole requests: ${seen} of ${unmasked.length} seen`,
          fails: seen === unmasked.length,
        },
      };
    } finally {
      await server.remove();
      rmSync(out, { recursive: true, force: true });
    }
  },
};
