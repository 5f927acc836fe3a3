import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LANGUAGES, PICTURES } from './take-pictures.js';

const guide = resolve(__dirname, '../../docs/guide');
const shownIn = (language: string) =>
  [...readFileSync(join(guide, `coordinator.${language}.md`), 'utf8').matchAll(/\]\(pictures\/([\w-]+)\.png\)/g)].map(
    ([, name]) => name!,
  );

describe('Guide for coordinators', () => {
  it.each(LANGUAGES)('shows every picture of its language, in %s', (language) => {
    expect(shownIn(language)).toEqual(PICTURES.map((name) => `${language}-${name}`));
  });

  it('has no picture that nothing takes', () => {
    const all = LANGUAGES.flatMap((language) => PICTURES.map((name) => `${language}-${name}.png`));
    expect(readdirSync(join(guide, 'pictures')).sort()).toEqual(all.sort());
  });
});
