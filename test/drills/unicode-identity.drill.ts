import { AccountRows } from '../../src/accounts/accounts.repository.js';
import { loginShape } from '../../src/accounts/login-shape.js';
import { CollegeDirectory } from '../../src/colleges/college-directory.js';
import { NameIndex } from '../../src/colleges/name-index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import type { Drill } from './drill.js';
import { PASSWORD, personOf } from './login-session-checks.js';
import { withoutProtection } from './without-protection.js';

const KAZAKH = 'ӘҒҚҢӨҰҮҺІ әғқңөұүһі';
const LOGIN = 'aigul-k10';
const NAME = 'Маңғыстау әкімдік-экономика колледжі';

const spaces = [' ', '\u00a0', '\u2003', '\u3000', '\ufeff', '\t', '\u2800', '\u1680'];
const dashes = ['\u2011', '\u2013', '\u2014', '\u2212', ' - '];
const quotes = ['«»', '""', '“”', '„“', '‹›', "''", '‘’', '<>'];
/** Letters and digits of a login that read alike. */
const alike: Readonly<Record<string, string>> = { l: '1', '1': 'l', '0': 'o' };
const unseen = [
  '\u00ad',
  '\u200b',
  '\u200c',
  '\u200d',
  '\u200e',
  '\u202e',
  '\u2060',
  '\u2066',
  '\ufeff',
  '\ufe0f',
  '\u034f',
];
const cyrillic: Readonly<Record<string, string>> = { a: 'а', e: 'е', c: 'с', o: 'о', p: 'р', y: 'у', i: 'і' };
const latin: Readonly<Record<string, string>> = { а: 'a', о: 'o', е: 'e', у: 'y', і: 'i', М: 'M', ә: 'ə', к: '\u0138' };

const inside = (text: string, sign: string) => `${text.slice(0, 3)}${sign}${text.slice(3)}`;
const looks = (text: string, twins: Readonly<Record<string, string>>) =>
  Object.entries(twins)
    .filter(([letter]) => text.includes(letter))
    .flatMap(([letter, twin]) => [text.replace(letter, twin), text.replaceAll(letter, twin)]);

/** Other ways to write what a reader takes for the same. */
const spellings = (text: string, twins: Readonly<Record<string, string>>): string[] => [
  text.toUpperCase(),
  text.normalize('NFD'),
  ...spaces.flatMap((space) => [`${space}${text}`, `${text}${space}`, text.replace(' ', `${space} `)]),
  ...unseen.flatMap((sign) => [inside(text, sign), `${text}${sign}`]),
  ...looks(text, twins),
  ...dashes.map((dash) => text.replace('-', dash)),
];

const fullWidth = (text: string) =>
  text.replaceAll(/[!-~]/g, (sign) => String.fromCodePoint(sign.codePointAt(0)! + 0xfee0));

interface Identities {
  folded: number;
  refused: number;
  others: string[];
}

/** Accepts an invitation under every spelling of a login somebody has; and signs in under it. */
async function logins(server: TestApp, accountId: string): Promise<Identities> {
  const found: Identities = { folded: 0, refused: 0, others: [] };
  const tries = new Set([
    ...spellings(LOGIN, cyrillic),
    ...looks(LOGIN, alike),
    fullWidth(LOGIN),
    LOGIN.replace('k', '\u212a'),
  ]);
  tries.delete(LOGIN);
  for (const login of tries) {
    const { body } = await server.request('POST', '/api/invitations', {
      cookie: server.adminCookie,
      body: { role: 'auditor' },
    });
    const choice = { login, password: PASSWORD };
    const accepted = await server.request('POST', `/api/invitations/${body.token}/accept`, { body: choice });
    const entered = await server.request('POST', '/api/session', { body: choice });
    const isSame = entered.status === 200 && entered.body.viewer.accountId === accountId;
    if (accepted.status === 200 || (entered.status === 200 && !isSame)) found.others.push(JSON.stringify(login));
    else if (accepted.body.code === 'LOGIN_TAKEN') found.folded += 1;
    else found.refused += 1;
  }
  return found;
}

/** Registers a new college under every spelling of a name. */
async function registrations(server: TestApp): Promise<Identities> {
  const found: Identities = { folded: 0, refused: 0, others: [] };
  const tries = new Set([...spellings(NAME, latin), ...quotes.map(([open, close]) => `${open}${NAME}${close}`)]);
  for (const [index, name] of [...tries].entries()) {
    const status = await register(server, `twin-${index}`, name);
    if (status < 300) found.others.push(JSON.stringify(name));
    else if (status === 409) found.folded += 1;
    else found.refused += 1;
  }
  return found;
}

/** Gives every spelling of a college's name to another college as its alias. */
async function aliases(server: TestApp): Promise<Identities> {
  const found: Identities = { folded: 0, refused: 0, others: [] };
  const tries = new Set([...spellings(NAME, latin), ...quotes.map(([open, close]) => `${open}${NAME}${close}`)]);
  for (const alias of tries) {
    const { status, body } = await server.request('PUT', '/api/colleges/other/aliases', {
      cookie: server.adminCookie,
      body: { aliases: [alias] },
    });
    if (status < 300) found.others.push(JSON.stringify(alias));
    else if (body.code === 'ALIAS_TAKEN') found.folded += 1;
    else found.refused += 1;
  }
  return found;
}

async function register(server: TestApp, id: string, name: string): Promise<number> {
  const names = { kk: name, ru: name, en: name };
  const body = { id, names, shortNames: names, district: 'aktau' };
  return (await server.request('POST', '/api/colleges', { cookie: server.adminCookie, body })).status;
}

/** Kazakh letters come back as they were written, composed; a college whose name differs by one of them is another. */
async function keptLetters(server: TestApp): Promise<boolean> {
  const body = { aliases: [KAZAKH.normalize('NFD'), 'Карағанды', 'Қарағанды'] };
  const set = await server.request('PUT', '/api/colleges/third/aliases', { cookie: server.adminCookie, body });
  const read = await server.request('GET', `/api/colleges/third?atLeast=${set.body.position}`);
  return JSON.stringify(read.body.aliases) === JSON.stringify([KAZAKH, 'Карағанды', 'Қарағанды']);
}

/** Names are compared as they are written, letter by letter. */
const byLetters: CollegeDirectory['changeNames'] = async function (this: CollegeDirectory, change) {
  const colleges = await this.all();
  const index = new NameIndex([]);
  index.isTaken = (name, collegeId) =>
    colleges.some(
      (one) =>
        one.collegeId !== collegeId && [...Object.values(one.names), ...Object.values(one.shortNames)].includes(name),
    );
  return change(index);
};

const tell = ({ folded, refused, others }: Identities) =>
  `${folded} folded, ${refused} refused, ${others.length} others${others.length > 0 ? ` (${others.slice(0, 3).join()})` : ''}`;

export const unicodeIdentity: Drill = {
  name: 'unicode-identity',
  promise: 'names and logins that look the same are the same, and Kazakh letters stay different',
  target: '0 other identities',
  quick: true,
  async run() {
    const server = await startTestApp({ env: { QORZHYN_LOGIN_FAILURES: '1000' } });
    try {
      for (const [id, name] of [
        ['first', NAME],
        ['other', 'Басқа'],
        ['third', 'Үшінші'],
      ] as const)
        if ((await register(server, id, name)) !== 201) throw new Error(`${name} was not registered`);
      const { accountId } = await personOf(server, LOGIN);
      const byLogin = await logins(server, accountId);
      const byName = await aliases(server);
      const byRegister = await registrations(server);
      const kept = await keptLetters(server);
      const anyLetters = () =>
        withoutProtection(
          loginShape,
          'test',
          () => true,
          () => logins(server, accountId),
        );
      const looseLogins = await withoutProtection(
        AccountRows.prototype as unknown as { isLoginTaken(): Promise<boolean> },
        'isLoginTaken',
        () => Promise.resolve(false),
        anyLetters,
      );
      const looseNames = await withoutProtection(CollegeDirectory.prototype, 'changeNames', byLetters, () =>
        aliases(server),
      );
      const [others, ofNames] = [looseLogins.others.length, looseNames.others.length];
      return {
        figure: `logins: ${tell(byLogin)}; aliases: ${tell(byName)}; registering: ${tell(byRegister)}; Kazakh letters ${kept ? 'unchanged' : 'LOST'}`,
        holds:
          byLogin.others.length + byName.others.length + byRegister.others.length === 0 &&
          kept &&
          Math.min(byLogin.folded, byName.folded, byRegister.folded) > 5,
        control: {
          kind: 'taken away',
          figure: `logins compared letter by letter: ${others} others; names compared letter by letter: ${ofNames} others`,
          fails: others > 0 && ofNames > 0,
        },
      };
    } finally {
      await server.close();
    }
  },
};
