import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { generateRequestDetails } from 'web-push';
import { AppConfig } from '../../config/environment.js';
import { type OutboxChannel, type OutboxItem, TryLater, Undeliverable } from '../../outbox/outbox.js';
import { ClosedAddress, isPushEndpoint } from './push-endpoint.js';
import { PushKeyRow } from './push-keys.repository.js';
import { postPush } from './push-request.js';
import { PushSubscriptions, type PushTarget } from './push-subscriptions.repository.js';

export const PUSH_CHANNEL = 'push';
/** A message that reaches a phone a day late is no news. */
export const PUSH_LIFE_MS = 86_400_000;
const GONE: readonly number[] = [404, 410];

/** The content that a service worker shows. Two messages with the same tag are one. */
export interface PushText {
  title: string;
  body: string;
  href: string;
  tag: string;
}

export interface StoredPush {
  subscriptionId: string;
  text: PushText;
}

/** Sends push messages to the services of browsers, encrypted for the browser. */
@Injectable()
export class PushChannel implements OutboxChannel {
  readonly name = PUSH_CHANNEL;
  /** Tests have a service on this machine. */
  post = postPush;
  allows = isPushEndpoint;

  constructor(
    private readonly subscriptions: PushSubscriptions,
    private readonly keys: PushKeyRow,
    private readonly config: AppConfig,
  ) {}

  async deliver({ accountId, body }: OutboxItem, signal: AbortSignal): Promise<void> {
    const push = body as StoredPush | null;
    if (push === null) throw new Undeliverable('sealed by another QORZHYN_FACTOR_KEY');
    const target = await this.subscriptions.target(push.subscriptionId, accountId);
    if (target === null) return;
    const status = this.allows(target.endpoint) ? await this.send(target, push.text, signal) : 'closed';
    if (status === 'closed' || GONE.includes(status)) return this.subscriptions.forget(push.subscriptionId);
    if (status >= 200 && status < 300) return;
    if (status === 429 || status >= 500) throw new TryLater(`push ${status}`);
    throw new Undeliverable(`push ${status}`);
  }

  /** `closed` = the name leads to an address that is not public. */
  private async send(target: PushTarget, text: PushText, signal: AbortSignal): Promise<number | 'closed'> {
    const keys = await this.keys.keys();
    if (keys === null) throw new Undeliverable('push keys sealed by another QORZHYN_FACTOR_KEY');
    const details = detailsOf(target, text, { subject: this.subject, ...keys });
    try {
      return await this.post(details, signal);
    } catch (error) {
      if (error instanceof ClosedAddress) return 'closed';
      throw new TryLater(`push ${codeOf(error)}`);
    }
  }

  /** The contact for operators of push services: https or mailto. */
  private get subject(): string {
    const { PUBLIC_URL: url } = this.config;
    return url?.startsWith('https:') ? url : 'mailto:no-reply@localhost';
  }
}

function detailsOf(
  target: PushTarget,
  text: PushText,
  vapidDetails: { subject: string; publicKey: string; privateKey: string },
) {
  // A second copy replaces the first one that waits at the service.
  const topic = hash('sha256', text.tag, 'base64url').slice(0, 32);
  try {
    const options = { vapidDetails, TTL: PUSH_LIFE_MS / 1000, topic, urgency: 'normal' as const };
    const { endpoint, headers, body } = generateRequestDetails(target, JSON.stringify(text), options);
    return { endpoint, headers: headers as Record<string, string | number>, body };
  } catch {
    throw new Undeliverable('push keys of the browser unusable');
  }
}

const codeOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'failure';
};
