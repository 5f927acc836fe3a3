import { parseArgs } from 'node:util';
import { isLanguage, type Language } from '../../http/language.js';
import { ImportRefused } from './import-refused.js';

export type TableKind = 'roster' | 'actions';

export interface ImportOptions {
  command: 'help' | 'template' | 'import';
  kind: TableKind;
  /** Empty for a template = its usual name. */
  file: string;
  challenge: string;
  as: string | undefined;
  apply: boolean;
  json: boolean;
  languages: readonly Language[];
}

const isKind = (text: unknown): text is TableKind => text === 'roster' || text === 'actions';

/** The languages of sentences: the one asked for, else all three. */
export function languagesIn(args: readonly string[]): readonly Language[] {
  const joined = args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  const lang = joined ?? args[args.indexOf('--lang') + 1];
  return args.some((arg) => arg.startsWith('--lang')) && isLanguage(lang) ? [lang] : ['kk', 'ru', 'en'];
}

/** Throws ImportRefused. */
export function importOptions(args: string[]): ImportOptions {
  const { values, positionals } = parsed(args);
  const { lang, as, apply, json, challenge = '' } = values;
  if (lang !== undefined && !isLanguage(lang)) throw new ImportRefused('LANGUAGE_UNKNOWN');
  const [file = '', ...more] = positionals;
  const base = { file, challenge, as, apply, json, languages: languagesIn(args) };
  if (values.help) return { ...base, command: 'help', kind: 'roster' };
  if (values.template !== undefined) {
    if (!isKind(values.template)) throw new ImportRefused('TEMPLATE_UNKNOWN');
    return { ...base, command: 'template', kind: values.template };
  }
  if (!isKind(values.kind)) throw new ImportRefused('KIND_NOT_SAID');
  if (file === '' || more.length > 0) throw new ImportRefused('FILE_NOT_NAMED');
  if (values.kind === 'actions' && challenge === '') throw new ImportRefused('CHALLENGE_NOT_NAMED');
  return { ...base, command: 'import', kind: values.kind };
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    kind: text,
    template: text,
    challenge: text,
    as: text,
    lang: text,
    apply: flag,
    json: flag,
    help: flag,
  };
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const [, named = ''] = /'(-[^' ]+)/.exec((error as Error).message) ?? [];
    throw new ImportRefused('OPTION_UNKNOWN', named);
  }
}
