import { hideSecrets, maskSecrets } from './secret-mask.js';

describe('maskSecrets', () => {
  const write = process.stderr.write;
  const printed: string[] = [];
  beforeAll(() => {
    process.stderr.write = ((chunk: string) => printed.push(chunk) > 0) as typeof process.stderr.write;
    const env = {
      EVENTSTORE_URL: 'esdb://ops:Sec%40ret-9@h1:2113,h2?tls=false',
      DATABASE_URL: 'postgres://me:a@db/q',
      METRICS_TOKEN: 'token-of-metrics',
      DATABASE_ADMIN_URL: 'postgres://owner:qu%22ote%5Cword@db/q',
      PATH: '/usr/bin',
    };
    hideSecrets(env, [
      '--from',
      'postgres://owner:from-word@db:5432/q',
      '--to=postgres://db/q?user=me&password=to%2Dword',
      'postgres://me:account-word@db/q?sslkey=k.pem&sslpassword=key-word',
    ]);
  });
  afterAll(() => {
    process.stderr.write = write;
  });

  it.each([
    ['Using connection string: esdb://ops:Sec%40ret-9@h1:2113', 'Using connection string: esdb://ops:***@h1:2113'],
    ['decoded Sec@ret-9 here', 'decoded *** here'],
    [`Basic ${Buffer.from('ops:Sec@ret-9').toString('base64')}`, 'Basic ***'],
    ['postgres://me:a@db/q', 'postgres://me:***@db/q'],
    ['Bearer token-of-metrics', 'Bearer ***'],
    ['--from from-word', '--from ***'],
    ['decoded to-word', 'decoded ***'],
    ['account-word of key-word', '*** of ***'],
    ["--to 'postgres://db/q?user=me&password=x' --undo", "--to 'postgres://db/q?user=me&password=***' --undo"],
    ['esdb://ops@kz:Sec@a:1', 'esdb://ops@kz:***@a:1'],
    [JSON.stringify({ message: 'decoded qu"ote\\word here' }), '{"message":"decoded *** here"}'],
    ['another://x:unknown@host, mail me@host:25 at 10:30', 'another://x:***@host, mail me@host:25 at 10:30'],
    ['http://127.0.0.1:3000/invite/abc', 'http://127.0.0.1:3000/invite/abc'],
  ])('prints %s without its secret', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });

  it('masks what any library writes to the standard streams', () => {
    process.stderr.write('warning: esdb://ops:Sec%40ret-9@h1:2113\n');
    expect(printed).toEqual(['warning: esdb://ops:***@h1:2113\n']);
  });
});
