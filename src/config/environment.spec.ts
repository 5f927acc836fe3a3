import { helpText, readCommandLine } from './command-line.js';
import { BadSetting, environmentSchema, readEnvironment } from './environment.js';

describe('the settings', () => {
  test('have defaults that let only this machine reach the server', () => {
    expect(readEnvironment({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', DATA_DIR: './data', LOG_LEVEL: 'info' });
  });

  test('are read from the environment; an empty one is not given', () => {
    const read = readEnvironment({ PORT: '0', PUBLIC_URL: '', TRUST_PROXY: '1', DATABASE_URL: 'postgres://me@db/q' });
    expect(read).toMatchObject({ PORT: 0, TRUST_PROXY: 1, DATABASE_URL: 'postgres://me@db/q' });
    expect(read.PUBLIC_URL).toBeUndefined();
    expect(readEnvironment({ TRUST_PROXY: '10.0.0.0/8,127.0.0.1' }).TRUST_PROXY).toBe('10.0.0.0/8,127.0.0.1');
    expect(readEnvironment({ TRUST_PROXY: '10.0.0.0/8, ::1' }).TRUST_PROXY).toBe('10.0.0.0/8, ::1');
  });

  test.each([
    ['PORT', ' '],
    ['HOST', '127.0.0.1\r'],
    ['DATA_DIR', ' ./data\t'],
    ['LOG_LEVEL', 'info\r'],
  ])('read %s=%j of a file with other line ends as its default', (name, value) => {
    expect(readEnvironment({ [name]: value })).toEqual(readEnvironment({}));
  });

  test.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['DATABASE_URL', 'mysql://db/q'],
    ['EVENTSTORE_URL', 'http://db:2113'],
    ['EVENTSTORE_URL', 'esdb://db:2113?tsl=false'],
    ['PUBLIC_URL', 'qorzhyn.example'],
    ['PUBLIC_URL', 'https://college.example.kz/qorzhyn/'],
    ['PUBLIC_URL', 'https://college.example.kz/?a=b'],
    ['PUBLIC_URL', 'https://me:secret@college.example.kz'],
    ['PUBLIC_URL', 'https://college.example.kz\\qorzhyn'],
    ['DATABASE_URL', 'postgres://me:12#word@db/q'],
    ['METRICS_TOKEN', 'құпия-құпия-құпия'],
    ['TRUST_PROXY', 'everybody'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0.1,999.1.1.1'],
    ['LOG_LEVEL', 'loud'],
    ['SMTP_URL', 'mail.example'],
    ['SMTP_URL', 'smtp://mail.example.kz'],
    ['QORZHYN_MAIL_FROM', 'Qorzhyn'],
    ['QORZHYN_MAIL_FROM', 'a@example.kz\r\nBcc: b@example.kz'],
    ['S3_ENDPOINT', 'bucket'],
    ['S3_BUCKET', 'evidence/../other'],
    ['METRICS_TOKEN', 'short'],
    ['QORZHYN_WRITES_PER_MINUTE', '0'],
  ])('refuse %s=%s, naming it', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(BadSetting);
    expect(() => readEnvironment({ [name]: value })).toThrow(name);
  });

  test.each(['0', '11', 'true', '10.0.0.0/8 192.168.0.0/16', 'proxy.internal', '[::1]'])(
    'say what TRUST_PROXY takes instead of %s',
    (value) => expect(() => readEnvironment({ TRUST_PROXY: value })).toThrow(/number of proxies from 1 to 10, or/),
  );

  test('say why PUBLIC_URL has no path, and drop its last slash', () => {
    expect(() => readEnvironment({ PUBLIC_URL: 'https://college.example.kz/qorzhyn' })).toThrow(/without a path/);
    expect(readEnvironment({ PUBLIC_URL: 'https://College.example.kz:8443/' }).PUBLIC_URL).toBe(
      'https://college.example.kz:8443',
    );
  });

  test('refuse an unknown QORZHYN_ name and ignore other names', () => {
    expect(() => readEnvironment({ QORZHYN_WRITES_PER_MINUT: '5' })).toThrow('QORZHYN_WRITES_PER_MINUT ');
    expect(() => readEnvironment({ PATH: '/bin', PROT: '5' })).not.toThrow();
  });

  const S3 = {
    S3_ENDPOINT: 'https://s3.example.kz',
    S3_REGION: 'kz-1',
    S3_BUCKET: 'evidence',
    S3_ACCESS_KEY_ID: 'id',
    S3_SECRET_ACCESS_KEY: 'secret-word',
  };

  test('take an object store whole', () => {
    expect(readEnvironment(S3)).toMatchObject(S3);
  });

  test.each(Object.keys(S3))('refuse an object store without %s, naming it', (name) => {
    const read = () => readEnvironment({ ...S3, [name]: '' });
    expect(read).toThrow(new RegExp(`^${name} must be set too`));
    expect(read).not.toThrow('secret-word');
  });

  test('name everything that an object store lacks', () => {
    expect(() => readEnvironment({ S3_BUCKET: 'evidence', S3_REGION: 'kz-1' })).toThrow(
      /^S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY must be set too/,
    );
  });

  test('are all on the help page, each with its meaning', () => {
    const help = helpText();
    for (const [name, schema] of Object.entries(environmentSchema.shape)) {
      expect(help).toContain(name);
      expect(schema.description).toBeTruthy();
    }
    expect(help).toMatch(/PORT +3000 /);
  });
});

describe('the command line', () => {
  test('--lan listens on the local network', () => {
    expect(readCommandLine(['--lan'], {}).environment.HOST).toBe('0.0.0.0');
    expect(readCommandLine([], {}).environment.HOST).toBe('127.0.0.1');
  });

  test('an argument that does not exist is refused, naming it', () => {
    expect(() => readCommandLine(['--wan'], {})).toThrow('--wan');
  });

  test('--help works with settings that do not', () => {
    expect(readCommandLine(['--help'], { PORT: 'x' }).help).toBe(true);
  });
});
