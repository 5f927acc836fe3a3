import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient } from '../../src/cli/demo/world.js';
import { MailServer, textOf } from '../support/mail-server.js';
import { RestartableServer } from '../support/server-process.js';
import { COLLEGES, openWorld, PASSWORD, signIn } from '../support/world.js';
import { drillStore } from '../support/drill-store.js';
import { freePort } from './free-port.js';
import { type Drill, until } from './drill.js';

const ADDRESS = 'aigul@example.kz';
const LOGIN = 'coordinator-mail';
/** A claim of a killed server ends after 90 s, a refused mail is repeated within a minute. */
const PATIENCE_MS = 300_000;
const SLOW_MS = 3_000;
/** Far above any command, far below what a mail server takes that hangs. */
const COMMAND_MS = 2_500;

/** A coordinator whose mails arrive at once, and commands that cause them. */
class Correspondence {
  /** Actions with a question, of which the coordinator must hear once. */
  readonly asked: string[] = [];
  slowest = 0;

  private constructor(
    readonly server: RestartableServer,
    readonly mails: MailServer,
  ) {}

  static async open(server: RestartableServer, mails: MailServer): Promise<Correspondence> {
    const world = await openWorld(server.url, server.token);
    const wish = { role: 'coordinator', collegeId: COLLEGES[0] };
    const { token } = await world.organiser.call<{ token: string }>('POST', '/api/invitations', wish);
    const person = new ApiClient(server.url);
    await person.accept(token, LOGIN, PASSWORD, LOGIN);
    const settings = '/api/account/notifications';
    await person.call('PUT', `${settings}/address`, { address: ADDRESS });
    await until('the code', () => mails.taken.length > 0);
    const code = /\d{3} \d{3}/.exec(textOf(mails.taken[0]!.raw))![0];
    await person.call('POST', `${settings}/address/confirm`, { code });
    await person.call('PUT', settings, { mail: 'at-once' });
    mails.reset();
    return new Correspondence(server, mails);
  }

  /** Every command must be answered, whatever the mail server does. */
  async ask(count: number): Promise<void> {
    const organiser = await signIn(this.server.url, 'organiser');
    const reviewer = await signIn(this.server.url, 'reviewer-0');
    for (let n = 0; n < count; n += 1) {
      const id = crypto.randomUUID();
      await this.timed(organiser.call('PUT', `/api/actions/${id}`, this.claim()));
      const question = { reason: 'photo-unclear' };
      await this.timed(reviewer.call('POST', `/api/actions/${id}/request-information`, question));
      this.asked.push(id);
    }
  }

  /** Mails by the action that they name: all copies, and those that a mailbox shows. */
  arrived() {
    const copies = this.mails.taken.map(({ raw, messageId }) => ({ text: textOf(raw), messageId }));
    return this.asked.map((id) => {
      const own = copies.filter(({ text }) => text.includes(id));
      return { copies: own.length, shown: new Set(own.map(({ messageId }) => messageId)).size };
    });
  }

  get lost(): number {
    return this.arrived().filter(({ shown }) => shown === 0).length;
  }

  private async timed(command: Promise<unknown>): Promise<void> {
    const began = Date.now();
    await command;
    this.slowest = Math.max(this.slowest, Date.now() - began);
  }

  private claim() {
    const numbers = { beneficiaries: { value: 1, precision: 'exact' } };
    const doneOn = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10);
    return { challengeId: 'test-challenge', collegeId: COLLEGES[0], kind: 'A1', doneOn, claimed: numbers };
  }
}

/** Mails link to an address that is known before the start. */
async function startServer(mails: MailServer): Promise<RestartableServer> {
  const port = await freePort();
  const address = { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` };
  return RestartableServer.start({ ...(await drillStore()), ...address, SMTP_URL: await mails.listen() });
}

/** Down, slow, refusing for the present, killed after the acceptance of a mail, refusing for good. */
async function real(smoke: boolean) {
  const mails = new MailServer();
  const server = await startServer(mails);
  try {
    const all = await Correspondence.open(server, mails);
    await mails.stop();
    await all.ask(smoke ? 5 : 30);
    await mails.start();
    mails.slowMs = SLOW_MS;
    await all.ask(smoke ? 3 : 10);
    mails.slowMs = 0;
    mails.refuse = { code: 451, at: 'data' };
    await all.ask(smoke ? 2 : 10);
    await pause(2_000);
    mails.refuse = null;
    let kills = 0;
    for (let round = 0; round < (smoke ? 1 : 4); round += 1) {
      // The command is answered before the mail is accepted.
      mails.slowMs = SLOW_MS;
      await all.ask(1);
      const killed = new Promise<void>((done) => {
        mails.onAccept = async () => {
          mails.onAccept = null;
          await server.end('SIGKILL');
          kills += 1;
          done();
        };
      });
      await killed;
      mails.slowMs = 0;
      await server.start();
    }
    // A mail whose acceptance nobody marked is sent again, after its claim has ended.
    await until('an empty outbox', () => isEmpty(all), PATIENCE_MS);
    const dead = await deadLetter(all);
    const arrived = all.arrived();
    return {
      count: arrived.length,
      lost: all.lost,
      doubled: arrived.filter(({ shown }) => shown > 1).length,
      twice: arrived.filter(({ copies, shown }) => copies > shown).length,
      slowest: all.slowest,
      kills,
      dead,
    };
  } finally {
    await server.remove();
    await mails.close();
  }
}

interface Letters {
  items: { error: string }[];
  total: number;
  waiting: { channel: string; waiting: number }[];
}

async function isEmpty({ server }: Correspondence): Promise<boolean> {
  await pause(1_000);
  const organiser = await signIn(server.url, 'organiser');
  const { waiting } = await organiser.call<Letters>('GET', '/api/dead-letters');
  return waiting.every((of) => of.waiting === 0);
}

/** True when an operator saw a refused mail, without its address, and sent it again after the repair. */
async function deadLetter(all: Correspondence): Promise<boolean> {
  all.mails.refuse = { code: 550, at: 'rcpt' };
  await all.ask(1);
  const organiser = await signIn(all.server.url, 'organiser');
  const list = () => organiser.call<Letters>('GET', '/api/dead-letters');
  await until('the dead letter', async () => (await list()).total > 0);
  const { items } = await list();
  all.mails.refuse = null;
  await organiser.call('POST', '/api/dead-letters/retry');
  await until('the repaired mail', () => all.lost === 0);
  return items.length === 1 && items[0]!.error.includes('550') && !JSON.stringify(items).includes(ADDRESS);
}

/** A server that marks mails as sent before it sends them loses those of an outage. */
async function markedEarly() {
  const mails = new MailServer();
  const server = await startServer(mails);
  try {
    const all = await Correspondence.open(server, mails);
    await server.end('SIGTERM');
    await server.startWithout('mail-once');
    await mails.stop();
    await all.ask(3);
    await pause(8_000);
    await mails.start();
    await pause(20_000);
    return { lost: all.lost, count: all.asked.length };
  } finally {
    await server.remove();
    await mails.close();
  }
}

export const outbox: Drill = {
  name: 'outbox',
  promise: 'no mail is lost or shown twice, and no command waits, whatever the mail server and kills do',
  target: `lost 0, shown twice 0, every command answered ≤ ${COMMAND_MS / 1000} s; a refused mail is a dead letter that can be repeated`,
  quick: false,
  async run(_seed, smoke) {
    const { count, lost, doubled, twice, slowest, kills, dead } = await real(smoke);
    const early = await markedEarly();
    return {
      figure: `${count} mails, ${kills} kills: lost ${lost}, shown twice ${doubled}, slowest command ${slowest} ms; dead letter ${dead ? 'seen and sent again' : 'NOT seen'}`,
      holds: lost === 0 && doubled === 0 && dead && slowest <= COMMAND_MS,
      control: {
        kind: 'taken away',
        figure: `marked before they are sent: lost ${early.lost} of ${early.count}; without their ids: ${twice} shown twice`,
        fails: early.lost > 0 && twice > 0,
      },
    };
  },
};
