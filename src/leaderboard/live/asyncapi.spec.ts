import { execFileSync } from 'node:child_process';
import { asyncApi } from './asyncapi.js';

/** Own process: the parser brings modules that Jest cannot load. */
const check = `
const { Parser } = require('@asyncapi/parser');
let text = '';
process.stdin.on('data', (part) => (text += part)).on('end', async () => {
  const { document, diagnostics } = await new Parser().parse(text);
  const errors = diagnostics.filter(({ severity }) => severity === 0).map(({ message, path }) => path.join('.') + ': ' + message);
  process.stdout.write(JSON.stringify({ errors, messages: document ? document.messages().all().map((message) => message.name()) : [] }));
});`;

const parse = (document: object): { errors: string[]; messages: string[] } =>
  JSON.parse(execFileSync(process.execPath, ['-e', check], { input: JSON.stringify(document), encoding: 'utf8' }));

describe('asyncApi', () => {
  it('gives a valid AsyncAPI document with every message', () => {
    const { errors, messages } = parse(asyncApi());
    expect(errors).toEqual([]);
    expect(messages).toEqual(expect.arrayContaining(['standings:watch', 'standings:changed', 'standings:alive']));
  }, 30_000);

  it('control: a missing message makes the document invalid', () => {
    const broken = JSON.parse(JSON.stringify(asyncApi()).replaceAll('messages/alive', 'messages/gone')) as object;
    expect(parse(broken).errors).not.toEqual([]);
  }, 30_000);
});
