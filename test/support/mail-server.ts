import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface TakenMail {
  to: string[];
  messageId: string;
  raw: string;
}

/** A refusal at a step of the conversation. */
export interface Refusal {
  code: number;
  at: 'mail' | 'rcpt' | 'data';
}

/** A mail server on this machine. Its mailboxes contain every accepted mail, also a second copy. */
export class MailServer {
  readonly taken: TakenMail[] = [];
  refuse: Refusal | null = null;
  /** Delay of each answer to the text of a mail. */
  slowMs = 0;
  /** Called when a mail is accepted, before its sender hears of it. */
  onAccept: (() => Promise<void> | void) | null = null;
  private server: SMTPServer | null = null;
  private port = 0;

  /** The address for SMTP_URL. */
  async listen(): Promise<string> {
    await this.start();
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Listens at the same port as before. */
  async start(): Promise<void> {
    if (this.server) return;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onMailFrom: (_address, _session, done) => done(this.refusalAt('mail')),
      onRcptTo: (_address, _session, done) => done(this.refusalAt('rcpt')),
      onData: (stream, session, done) => {
        void text(stream).then(async (raw) => {
          if (this.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, this.slowMs));
          const refusal = this.refusalAt('data');
          if (refusal) return done(refusal);
          const to = session.envelope.rcptTo.map(({ address }) => address);
          this.taken.push({ to, raw, messageId: /^message-id:\s*(\S+)/im.exec(raw)?.[1] ?? '' });
          await this.onAccept?.();
          done();
        });
      },
    });
    server.on('error', () => undefined);
    const listening = server.listen(this.port, '127.0.0.1');
    await once(listening, 'listening');
    this.port = (listening.address() as { port: number }).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server) await new Promise<void>((done) => void server.close(() => done()));
  }

  reset(): void {
    this.taken.length = 0;
    this.refuse = null;
    this.slowMs = 0;
    this.onAccept = null;
  }

  close(): Promise<void> {
    return this.stop();
  }

  private refusalAt(step: Refusal['at']): Error | undefined {
    if (this.refuse?.at !== step) return undefined;
    return Object.assign(new Error('refused here'), { responseCode: this.refuse.code });
  }
}

/** A mail with its subject and its HTML decoded. */
export function textOf(raw: string): string {
  const decoded = raw
    // Long headers are folded between encoded words.
    .replaceAll(/\?=\r?\n =\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_, part: string) => Buffer.from(part, 'base64').toString())
    .replaceAll(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_, part: string) => fromQuoted(part.replaceAll('_', ' ')))
    .replaceAll(/=\r?\n/g, '');
  return fromQuoted(decoded);
}
const fromQuoted = (text: string) =>
  text.replaceAll(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString());
