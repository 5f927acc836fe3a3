import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { generateVAPIDKeys } from 'web-push';
import { Clock } from '../../config/clock.js';
import { AppConfig } from '../../config/environment.js';
import { ServerLog } from '../../observability/server-log.js';
import { openSecret, sealSecret } from '../../vault/sealed-secret.js';

export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

const ROW = 'push keys';

/** The key pair that proves to push services whose messages they get. Browsers are subscribed to its public half. */
@Injectable()
export class PushKeyRow {
  private loaded: Promise<PushKeys | null> | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly log: ServerLog,
  ) {}

  /** Made at the first use. Null = another QORZHYN_FACTOR_KEY sealed them. */
  keys(): Promise<PushKeys | null> {
    this.loaded ??= this.load().catch((error: unknown) => {
      this.loaded = null;
      throw error;
    });
    return this.loaded;
  }

  private async load(): Promise<PushKeys | null> {
    const { publicKey, privateKey } = (await this.row()) ?? (await this.make());
    try {
      return { publicKey, privateKey: openSecret(privateKey, this.config.QORZHYN_FACTOR_KEY, ROW).toString() };
    } catch (error) {
      this.log.error(error, 'PushKeys');
      return null;
    }
  }

  /** At a first start of several processes one decides. */
  private async make() {
    const { publicKey, privateKey } = generateVAPIDKeys();
    const sealed = sealSecret(Buffer.from(privateKey), this.config.QORZHYN_FACTOR_KEY, ROW);
    await this.database.query(
      'INSERT INTO push_keys (public_key, private_key, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [publicKey, sealed, this.clock.now()],
    );
    return (await this.row())!;
  }

  private async row(): Promise<{ publicKey: string; privateKey: Buffer } | undefined> {
    const [row] = await this.database.query<{ publicKey: string; privateKey: Buffer }[]>(
      'SELECT public_key AS "publicKey", private_key AS "privateKey" FROM push_keys',
    );
    return row;
  }
}
