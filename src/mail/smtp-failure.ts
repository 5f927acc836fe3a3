import { ChannelDown, TryLater, Undeliverable } from '../outbox/outbox.js';

/** The parts of an error of nodemailer that say who refused. Its message is left out, because it contains addresses. */
export interface SmtpError {
  code?: unknown;
  command?: unknown;
  responseCode?: unknown;
}

/** A server that is closing answers this to anything. */
const CLOSING = 421;
const OF_THE_MAIL = new Set(['EENVELOPE', 'EMESSAGE']);

/** A refusal of the recipient or the mail concerns that mail; every other failure concerns all mails. */
export function smtpFailure(error: unknown): Error {
  const { code, command, responseCode } = (error ?? {}) as SmtpError;
  const status = typeof responseCode === 'number' ? responseCode : null;
  const words = ['smtp', typeof code === 'string' ? code : 'failure', status, ofStep(command)]
    .filter(Boolean)
    .join(' ');
  if (typeof code !== 'string' || !OF_THE_MAIL.has(code) || status === CLOSING) return new ChannelDown(words);
  if (status === null) return new Undeliverable(words);
  if (status < 500) return new TryLater(words);
  // The sender is a setting of the server, and the same in every mail.
  return command === 'MAIL FROM' ? new ChannelDown(words) : new Undeliverable(words);
}

/** The command without its arguments. */
const ofStep = (command: unknown): string | null =>
  typeof command === 'string' ? (/^[A-Z]+(?: (?:FROM|TO))?/.exec(command)?.[0].toLowerCase() ?? null) : null;
