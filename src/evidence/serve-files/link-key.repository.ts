import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const KEY_BYTES = 32;

/** The key of links, made at the first start. All servers of a database share it. */
@Injectable()
export class LinkKey {
  private known: Buffer | null = null;

  constructor(private readonly database: DataSource) {}

  async get(): Promise<Buffer> {
    return (this.known ??= await this.readOrMake());
  }

  private async readOrMake(): Promise<Buffer> {
    await this.database.query('INSERT INTO link_key (key) VALUES ($1) ON CONFLICT DO NOTHING', [
      randomBytes(KEY_BYTES),
    ]);
    const [row] = await this.database.query<{ key: Buffer }[]>('SELECT key FROM link_key');
    return row!.key;
  }
}
