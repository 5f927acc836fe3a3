import { migration, type Schema } from './migration.js';

/** A number is given once for ever; a gap in the sequence is harmless. */
export const receiptSchema: Schema = {
  migrations: [
    migration(
      'Receipts1800000040001',
      'CREATE SEQUENCE receipt_numbers AS integer',
      'CREATE TABLE receipts (number integer PRIMARY KEY, action_id text COLLATE "C" NOT NULL UNIQUE)',
    ),
  ],
  privileges: { receipts: 'SELECT, INSERT', 'SEQUENCE receipt_numbers': 'SELECT, UPDATE' },
};
