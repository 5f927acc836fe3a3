/** Settings that are secrets as a whole; of an address only its password is one. */
const SECRET_SETTINGS = ['METRICS_TOKEN', 'QORZHYN_BACKUP_KEY', 'QORZHYN_FACTOR_KEY', 'S3_SECRET_ACCESS_KEY'];
/** A shorter text would be masked inside ordinary words; the mask for addresses covers it where a library prints it. */
const MIN_LENGTH = 6;
const PASSWORD_IN_ADDRESS = /([a-z][a-z+.-]*:\/\/[^\s:/?#]*:)[^\s/?#]+@/gi;
const PASSWORD_IN_QUERY = /([?&](?:ssl)?password=)([^&\s'"]+)/gi;

const secrets = new Set<string>();

/** The text without secrets. */
export function maskSecrets(text: string): string {
  let masked = text.includes('://')
    ? text.replace(PASSWORD_IN_ADDRESS, '$1***@').replace(PASSWORD_IN_QUERY, '$1***')
    : text;
  for (const secret of secrets) if (masked.includes(secret)) masked = masked.replaceAll(secret, '***');
  return masked;
}

/** Masks the secrets of settings and arguments in all that this process prints, whichever library prints it. */
export function hideSecrets(env: Readonly<Record<string, string | undefined>>, args: readonly string[] = []): void {
  for (const name of SECRET_SETTINGS) addSecret(env[name]?.trim());
  for (const text of [...Object.values(env), ...args]) for (const secret of passwordsIn(text ?? '')) addSecret(secret);
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
    stream.write = ((chunk: unknown, ...rest: unknown[]) =>
      write(typeof chunk === 'string' ? maskSecrets(chunk) : chunk, ...rest)) as typeof stream.write;
  }
}

/** Masks the passwords of a text that came after the start. */
export function hidePasswordsOf(text: string): void {
  for (const secret of passwordsIn(text)) addSecret(secret);
}

function addSecret(text: string | undefined): void {
  if (text === undefined || text.length < MIN_LENGTH) return;
  // A log line is JSON, which writes quotes and backslashes its own way.
  secrets.add(text).add(JSON.stringify(text).slice(1, -1));
}

/** True when the text has an address with a password. */
export const hasPassword = (text: string): boolean => passwordsIn(text).length > 0;

/** The passwords of an address, as written, decoded, and in the header that carries them. */
function passwordsIn(text: string): string[] {
  const [, user = '', password = ''] = /[a-z][a-z+.-]*:\/\/([^\s:/?#]*):([^\s?#]+)@/i.exec(text) ?? [];
  const inQuery = [...text.matchAll(PASSWORD_IN_QUERY)].flatMap(([, , written = '']) => [written, decode(written)]);
  if (password === '') return inQuery;
  const [name, plain] = [decode(user), decode(password)];
  return [...inQuery, password, plain, Buffer.from(`${name}:${plain}`).toString('base64')];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
