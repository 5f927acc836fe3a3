import { ChannelDown, TryLater, Undeliverable } from '../outbox/outbox.js';
import { smtpFailure } from './smtp-failure.js';

const failed = (code: string, command: string, responseCode?: number) =>
  smtpFailure(Object.assign(new Error('550 <aigul@example.kz> unknown'), { code, command, responseCode }));

describe('SMTP failure', () => {
  it.each([
    ['EENVELOPE', 'RCPT TO', 550],
    ['EMESSAGE', 'DATA', 554],
    ['EENVELOPE', 'API', undefined],
  ])('gives up a mail that is refused for good: %s %s %s', (code, command, status) => {
    expect(failed(code, command, status)).toBeInstanceOf(Undeliverable);
  });

  it.each([
    ['EENVELOPE', 'RCPT TO', 450],
    ['EMESSAGE', 'DATA', 451],
  ])('repeats a mail that is refused for the present: %s %s %s', (code, command, status) => {
    expect(failed(code, command, status)).toBeInstanceOf(TryLater);
  });

  it.each([
    ['ESOCKET', 'CONN', undefined],
    ['ETIMEDOUT', 'CONN', undefined],
    ['EAUTH', 'AUTH PLAIN', 535],
    ['ETLS', 'STARTTLS', 454],
    ['EENVELOPE', 'MAIL FROM', 553],
    ['EMESSAGE', 'DATA', 421],
  ])('rests the channel when the server takes nothing: %s %s %s', (code, command, status) => {
    expect(failed(code, command, status)).toBeInstanceOf(ChannelDown);
  });

  it('keeps addresses out of the words that are stored', () => {
    expect(failed('EENVELOPE', 'RCPT TO', 550).message).toBe('smtp EENVELOPE 550 rcpt to');
    expect(smtpFailure(new Error('a@b.kz')).message).toBe('smtp failure');
    expect(smtpFailure(undefined)).toBeInstanceOf(ChannelDown);
  });
});
