import { createECDH, type ECDH, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { decrypt } from 'http_ece';
import { PushChannel } from '../../src/notifications/push/push-channel.js';
import { postPush } from '../../src/notifications/push/push-request.js';
import type { TestApp } from './app.js';

const sample = (name: string) => readFileSync(path.join(__dirname, '../samples/tls', name));

export interface TakenPush {
  path: string;
  headers: Record<string, unknown>;
  /** Decrypted with the key of the browser. */
  text: { title: string; body: string; href: string; tag: string };
}

/** A browser with its keys, and the push service at which it is subscribed, on this machine. */
export class PushService {
  readonly taken: TakenPush[] = [];
  status = 201;
  private readonly keys: ECDH = createECDH('prime256v1');
  private readonly auth = randomBytes(16);
  private server: Server | null = null;
  private port = 0;

  constructor() {
    this.keys.generateKeys();
  }

  async listen(): Promise<void> {
    const server = createServer({ cert: sample('certificate.pem'), key: sample('key.pem') }, (request, answer) => {
      void buffer(request).then((body) => {
        if (this.status < 300)
          this.taken.push({ path: request.url ?? '', headers: request.headers, text: this.read(body) });
        answer.writeHead(this.status).end('answer');
      });
    });
    await once(server.listen(this.port, '127.0.0.1'), 'listening');
    this.port = (server.address() as { port: number }).port;
    this.server = server;
  }

  /** Lets a test server reach this service, which no public server could. */
  openTo({ app }: TestApp): void {
    const channel = app.get(PushChannel);
    channel.allows = () => true;
    channel.post = (message, signal) => postPush(message, signal, { ca: sample('certificate.pem') });
  }

  /** The JSON of a subscription. */
  subscription(name = 'browser') {
    return {
      endpoint: `https://localhost:${this.port}/${name}`,
      expirationTime: null,
      keys: { p256dh: this.keys.getPublicKey('base64url'), auth: this.auth.toString('base64url') },
    };
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise<void>((done) => (this.server ? this.server.close(() => done()) : done()));
    this.server = null;
  }

  private read(body: Buffer): TakenPush['text'] {
    const { keys: privateKey, auth: authSecret } = this;
    return JSON.parse(decrypt(body, { version: 'aes128gcm', privateKey, authSecret }).toString());
  }
}
