/** A name in three parts, with the short name in the middle; `bold` is empty when it does not occur. */
export interface NameParts {
  before: string;
  bold: string;
  after: string;
}

const NBSP = '\u00a0';
const JOINER = '\u2060';

/** Longest hyphenated word that stays on one line: a phone has no room for a longer one. */
const HYPHENATED = 20;

/** Binds words that stay on one line: quoted names up to 24 letters, «және» with the next, short hyphenated words. */
export function bindWords(name: string): string {
  return name
    .replace(/«[^»]{1,24}»/g, (quoted) => quoted.replace(/ /g, NBSP))
    .replace(/ (және|и|and) /g, (_, word: string) => ` ${word}${NBSP}`)
    .replace(/\S+-\S+/g, (word) => (word.length > HYPHENATED ? word : word.replace(/-(?=\S)/g, `-${JOINER}`)));
}

/** Lines a text takes when a line holds `width` letters and breaks only between words. */
export function linesOf(text: string, width: number): number {
  let lines = 1;
  let used = 0;
  for (const word of text.split(' ')) {
    if (used > 0 && used + 1 + word.length > width) {
      lines += 1;
      used = word.length;
    } else used += (used > 0 ? 1 : 0) + word.length;
    lines += Math.floor((word.length - 1) / width);
  }
  return lines;
}

/** The full name, or the short one where the full one needs more than `maxLines` lines of `width` letters. */
export function fitName(full: string, short: string, width: number, maxLines: number): NameParts {
  const bound = bindWords(full);
  if (linesOf(bound, width) > maxLines && linesOf(bindWords(short), width) < linesOf(bound, width)) {
    return { before: '', bold: bindWords(short), after: '' };
  }
  return boldIn(bound, bindWords(short));
}

function boldIn(name: string, short: string): NameParts {
  const plain = name.replace(/\u00a0/g, ' ');
  for (const wanted of [`«${short}»`, short].map((text) => text.replace(/\u00a0/g, ' '))) {
    const at = plain.indexOf(wanted);
    if (at >= 0)
      return {
        before: name.slice(0, at),
        bold: name.slice(at, at + wanted.length),
        after: name.slice(at + wanted.length),
      };
  }
  return { before: name, bold: '', after: '' };
}
