import { writeFile } from 'node:fs/promises';
import { actionsTemplate } from '../../actions/import-actions/actions-template.controller.js';
import { rosterTemplate } from '../../colleges/import-roster/roster-template.controller.js';
import type { Language } from '../../http/language.js';
import { templateFile } from '../../sheets/template-file.js';
import type { TableKind } from './import-options.js';
import { ImportRefused } from './import-refused.js';

/** Writes the empty sheet with examples and lists; gives its name. Throws ImportRefused when the file exists. */
export async function writeTemplate(kind: TableKind, file: string, languages: readonly Language[]): Promise<string> {
  const name = file || `qorzhyn-${kind}.xlsx`;
  const template = kind === 'roster' ? rosterTemplate : actionsTemplate;
  const language = languages.length === 1 ? languages[0]! : 'kk';
  try {
    await writeFile(name, await templateFile(template(language), language), { flag: 'wx' });
    return name;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new ImportRefused(code === 'EEXIST' ? 'FILE_EXISTS' : 'FILE_NOT_WRITTEN', name);
  }
}
