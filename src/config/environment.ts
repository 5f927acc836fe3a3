import { isIP } from 'node:net';
import { z } from 'zod';
import { BadEventStoreDbAddress, parseEventStoreDbAddress } from './eventstoredb-address.js';
import { isDatabaseAddress } from './postgres-address.js';

const database = z
  .string()
  .refine(
    isDatabaseAddress,
    'it must be an address such as postgres://user:password@host:5432/database; write / ? # of a password as %2F %3F %23',
  );
const eventStore = z.string().superRefine((value, context) => {
  try {
    parseEventStoreDbAddress(value);
  } catch (error) {
    if (!(error instanceof BadEventStoreDbAddress)) throw error;
    context.addIssue(`it ${error.message}`);
  }
});
/** Links and assets are absolute paths, so a server below a path would break them all. */
const origin = z
  .url({ protocol: /^https?$/, error: 'it must be an address such as https://qorzhyn.example.kz' })
  .refine((value) => /^https?:\/\/[^/\\?#@]+\/*$/i.test(value), {
    error:
      'it must be an address without a path, such as https://qorzhyn.example.kz: give the server a host name of its own',
  })
  .transform((value) => new URL(value).origin);
const url = (protocols: RegExp) => z.url({ protocol: protocols, error: 'it must be an address' });
const isAddressList = (text: string) =>
  text.split(',').every((entry) => {
    const [, address = '', prefix = '0'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry.trim()) ?? [];
    return isIP(address) > 0 && Number(prefix) <= (isIP(address) === 6 ? 128 : 32);
  });
const PROXIES =
  'it must be a number of proxies from 1 to 10, or their addresses with commas, such as 10.0.0.0/8,127.0.0.1';
const isDayList = (text: string) =>
  text.split(',').every((day) => text === '' || /^\+?\d{4}-\d{2}-\d{2}$/.test(day.trim()));
const ROLES = 'it must be some of organiser, reviewer, coordinator, auditor, with commas';
const limit = (standard: number) => z.coerce.number().int().min(1).max(10_000_000).default(standard);

/** Set together or not at all. */
const objectStore = {
  S3_ENDPOINT: url(/^https?$/)
    .optional()
    .describe('object store (S3) for files of evidence, with the four names below; absent = a folder in DATA_DIR'),
  S3_REGION: z.string().min(1).optional().describe('its region'),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'it must be the name of a bucket')
    .optional()
    .describe('its bucket, which must be private'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional().describe('its key'),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional().describe('its secret'),
};

/** Every setting of the server. Any other name that starts with QORZHYN_ is refused at the start. */
export const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('port to listen on; 0 = any free one'),
  HOST: z.string().min(1).default('127.0.0.1').describe('address to listen on'),
  DATA_DIR: z.string().min(1).default('./data').describe('folder of the embedded database, files and server.json'),
  ERASURES_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('file with the list of erasures, which a restore repeats; absent = erasures.ndjson in DATA_DIR'),
  DATABASE_URL: database
    .optional()
    .describe(
      'PostgreSQL of the server, several hosts with commas for a primary and its standbys; absent = an embedded one in DATA_DIR',
    ),
  DATABASE_ADMIN_URL: database
    .optional()
    .describe('the same database as its owner, for migrations; absent = DATABASE_URL'),
  EVENTSTORE_URL: eventStore.optional().describe('EventStoreDB that holds the history; absent = PostgreSQL holds it'),
  PUBLIC_URL: origin.optional().describe('address under which people reach the server, without a path'),
  TRUST_PROXY: z
    .union([z.coerce.number().int().min(1).max(10), z.string().refine(isAddressList, PROXIES)], PROXIES)
    .optional()
    .describe('proxies in front of the server: their number, or their addresses with commas; absent = none'),
  SMTP_URL: url(/^smtps?$/)
    .optional()
    .describe(
      'mail server, such as smtp://user:password@mail.example.kz:587; needs PUBLIC_URL; absent = no mail is sent',
    ),
  ...objectStore,
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('lowest level that is logged'),
  QORZHYN_HSTS_SUBDOMAINS: z
    .enum(['on', 'off'])
    .default('off')
    .describe('on = browsers take every subdomain of PUBLIC_URL for https only, other sites below it included'),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .max(200)
    .regex(/^[ -~]+$/, 'it must be plain ASCII, because a header carries it')
    .optional()
    .describe('bearer token for /metrics from elsewhere than this machine'),
  QORZHYN_BACKUP_KEY: z
    .string()
    .min(32)
    .max(200)
    .optional()
    .describe('key that seals backups and proves them to a restore, at least 32 characters; keep it apart from them'),
  QORZHYN_BACKUP_KEY_FILE: z.string().min(1).optional().describe('file with that key, in place of the setting'),
  QORZHYN_DEMO_CLOCK: z
    .enum(['on', 'off'])
    .default('off')
    .describe('on = the demo sets the time; only in a folder that npm run demo made'),
  QORZHYN_READS_PER_MINUTE: limit(6000).describe(
    'reads allowed to one address, and to one account, in a minute; of files and current boards twenty times as many',
  ),
  QORZHYN_WRITES_PER_MINUTE: limit(600).describe('writes allowed to one address, and to one account, in a minute'),
  QORZHYN_UPLOAD_MEGABYTES: limit(20).describe('largest file of evidence'),
  QORZHYN_UNFINISHED_UPLOADS: limit(20).describe(
    'uploads that one account may leave unfinished at a time; a college three times as many',
  ),
  QORZHYN_UNFINISHED_MEGABYTES: limit(200).describe(
    'size of all unfinished uploads of one account together; of a college three times as much',
  ),
  QORZHYN_EVIDENCE_FILES: limit(5000).describe(
    'files of evidence of one college in a season, which starts on 1 September',
  ),
  QORZHYN_EVIDENCE_MEGABYTES: limit(10_000).describe('their size together'),
  QORZHYN_DISK_RESERVE_MEGABYTES: limit(500).describe(
    'free space of the disk of DATA_DIR that uploads leave to the database',
  ),
  QORZHYN_SOCKETS_PER_ADDRESS: limit(2000).describe(
    'live connections allowed to the strangers of one address, and to one account, at a time',
  ),
  QORZHYN_LOGIN_FAILURES: limit(10).describe('wrong passwords for one login from one address in 15 minutes'),
  QORZHYN_STANDBY: z
    .enum(['any', 'synchronous'])
    .default('any')
    .describe('synchronous = refuse a PostgreSQL that does not wait for its standby before it acknowledges'),
  QORZHYN_SECOND_FACTOR: z
    .enum(['off', 'offered', 'required'])
    .default('offered')
    .describe('second factor at the sign-in: required = who has none may only add one; off = nobody is asked for it'),
  QORZHYN_SECOND_FACTOR_ROLES: z
    .string()
    .default('organiser,reviewer')
    .transform((text) => text.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(['organiser', 'reviewer', 'coordinator', 'auditor'], ROLES)))
    .describe('roles that need a second factor when it is required, with commas'),
  QORZHYN_MAIL_FROM: z
    .string()
    .max(200)
    .regex(
      /^(?:[^<>@\r\n"]* <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'it must be such as Qorzhyn <no-reply@example.kz>',
    )
    .optional()
    .describe('sender of mails; absent = Qorzhyn <no-reply@…> at the host of PUBLIC_URL'),
  QORZHYN_FACTOR_KEY: z
    .string()
    .min(32, 'it must have at least 32 characters; openssl rand -hex 32 makes one')
    .max(200)
    .optional()
    .describe(
      'key that encrypts secrets of second factors and waiting mails in the database; absent = they are not encrypted',
    ),
  QORZHYN_SESSION_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(8760)
    .default(72)
    .describe('how long a session lasts without a new sign-in'),
  QORZHYN_SESSION_IDLE_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(8760)
    .optional()
    .describe(
      'how long a session lasts without a request, except on screens; absent = a third of QORZHYN_SESSION_HOURS',
    ),
  QORZHYN_SESSIONS_PER_ACCOUNT: limit(20).describe('sessions of one account; one more ends the least recently used'),
  QORZHYN_DAYS_OFF: z
    .string()
    .refine(isDayList, 'it must be days with commas, such as 2026-05-27,+2026-03-14')
    .default('')
    .describe('days off besides weekends and fixed holidays, with commas; a day after + is worked'),
  QORZHYN_CONFIRM_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(525_600)
    .default(15)
    .describe('how long after entering the password the commands that need it again are open'),
});

export type Environment = z.infer<typeof environmentSchema>;

/** The settings, injected. */
export interface AppConfig extends Environment {}
// eslint-disable-next-line no-redeclare, typescript/no-unsafe-declaration-merging
export abstract class AppConfig {}

/** A setting that cannot be used; the message names it. */
export class BadSetting extends Error {}

/** Throws BadSetting naming the settings of the object store that are missing beside those that are set. */
function requireWholeObjectStore(environment: Environment): void {
  const names = Object.keys(objectStore) as (keyof typeof objectStore)[];
  const missing = names.filter((name) => environment[name] === undefined);
  if (missing.length > 0 && missing.length < names.length)
    throw new BadSetting(`${missing.join(', ')} must be set too: an object store needs ${names.join(', ')}`);
}

/** Reads the settings. Throws BadSetting naming the first name that is unknown or has a bad value. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  const known = Object.keys(environmentSchema.shape);
  const unknown = Object.keys(env).find((name) => name.startsWith('QORZHYN_') && !known.includes(name));
  if (unknown) throw new BadSetting(`${unknown} is not a setting of this server; --help lists them`);
  const given = Object.fromEntries(
    known.map((name) => [name, env[name]?.trim()]).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (parsed.success) {
    requireWholeObjectStore(parsed.data);
    requireLinks(parsed.data);
    return parsed.data;
  }
  const issue = parsed.error.issues[0];
  throw new BadSetting(`${String(issue?.path[0])} has a value that cannot be used: ${issue?.message ?? ''}`);
}

/** Links in mails need the address of the server. */
function requireLinks({ SMTP_URL, PUBLIC_URL }: Environment): void {
  if (SMTP_URL === undefined || PUBLIC_URL !== undefined) return;
  throw new BadSetting('SMTP_URL needs PUBLIC_URL, because mails contain links to this server');
}
