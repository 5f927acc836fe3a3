import { hash } from 'node:crypto';
import type { Language } from '../../http/language.js';
import type { Mail } from '../../mail/mailer.js';
import type { NewOutboxItem } from '../../outbox/outbox.js';
import type { DescribedNotification } from '../feed/describe-notifications.js';
import { headingOf } from '../feed/notification-words.js';
import { PUSH_CHANNEL, PUSH_LIFE_MS, type StoredPush } from '../push/push-channel.js';

/** More at a time are one mail. */
const MOST_SINGLE = 3;
/** A push message has about four thousand bytes. */
const MOST_SIGNS = 500;

export interface MailReader {
  accountId: string;
  address: string;
  language: Language;
  unsubscribe: string;
  /** All in one mail. */
  isDigest: boolean;
}

const headingIn = ({ kind, actionId }: DescribedNotification, language: Language) =>
  headingOf(kind, actionId !== null)[language];

/** The mails of notifications that are sent at a time, each notification in one of them. */
export function composeMails(
  told: readonly DescribedNotification[],
  { accountId, address: to, language, unsubscribe, isDigest }: MailReader,
  linkTo: (path: string) => string,
): Mail[] {
  if (told.length === 0) return [];
  const of = { accountId, to, language, unsubscribe };
  if (isDigest || told.length > MOST_SINGLE) {
    const items = told.map(({ words, href }) => ({ words: words[language], link: linkTo(href) }));
    const key = hash('sha256', told.map(({ id }) => id).join(' ')).slice(0, 32);
    const values = { count: String(told.length) };
    const digest = { template: 'notification-digest', values, items, link: linkTo('/portal') };
    return [{ ...of, ...digest, dedupKey: `digest ${accountId} ${key}` }];
  }
  return told.map((one) => ({
    ...of,
    template: 'notification',
    values: { heading: headingIn(one, language), words: one.words[language] },
    link: linkTo(one.href),
    dedupKey: `notification ${accountId} ${one.id}`,
  }));
}

/** One push message for each notification and browser. */
export function composePushes(
  told: readonly DescribedNotification[],
  accountId: string,
  language: Language,
  browsers: readonly string[],
  now: Date,
): NewOutboxItem[] {
  const expiresAt = new Date(now.getTime() + PUSH_LIFE_MS);
  return told.flatMap((one) => {
    const body = one.words[language].slice(0, MOST_SIGNS);
    const text = { title: headingIn(one, language), body, href: one.href, tag: one.id };
    return browsers.map((subscriptionId) => {
      const stored: StoredPush = { subscriptionId, text };
      const dedupKey = `${PUSH_CHANNEL} ${subscriptionId} ${one.id}`;
      return { dedupKey, channel: PUSH_CHANNEL, topic: one.kind, accountId, body: stored, expiresAt };
    });
  });
}
