import { UnreadableTable } from './cell.js';
import { LIMITS } from './sheet-limits.js';

/** Receives the elements of a document by their local names. */
export interface XmlReader {
  open?(name: string, attributes: string, path: readonly string[]): void;
  /** A piece of text, still escaped. */
  text?(text: string): void;
  close?(name: string): void;
}

/** The XML is not well-formed, or defines entities. */
export class MalformedXml extends Error {}

/** Counts the tags of several documents against the limit. */
export class TagCount {
  private tags = 0;

  step(part: string): void {
    this.tags += 1;
    if (this.tags > LIMITS.tags) throw UnreadableTable.because('WORKBOOK_TOO_COMPLEX', part);
  }
}

const TAG = /<(\/?)(?:[^\s<>/:"']+:)?([^\s<>/:"']+)([^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*)>/y;
const SHORT = 16;
const PLAIN_NAME = /^\/?[A-Za-z]+$/;
/** Sections that are no elements: their start, and their end. A document type may define entities without end, so it is refused. */
const SECTIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Reads a document piece by piece in one pass and keeps nothing of it but the names of open elements. */
export class XmlScanner {
  private rest = '';
  private readonly path: string[] = [];
  private isSeen = false;

  constructor(
    private readonly part: string,
    private readonly reader: XmlReader,
    private readonly count: TagCount,
  ) {}

  /** Throws MalformedXml, or UnreadableTable above a limit. */
  write(piece: string): void {
    const text = this.rest + piece;
    let at = 0;
    for (;;) {
      const open = text.indexOf('<', at);
      const until = open === -1 ? text.length : open;
      if (until > at) this.reader.text?.(text.slice(at, until));
      at = until;
      if (open === -1) break;
      const end = this.tag(text, open);
      if (end === -1) break;
      at = end;
    }
    this.rest = text.slice(at);
    if (this.rest.length > LIMITS.tagCharacters) throw UnreadableTable.because('WORKBOOK_TOO_COMPLEX', this.part);
  }

  end(): void {
    if (this.rest !== '' || this.path.length > 0 || !this.isSeen) throw new MalformedXml(this.part);
  }

  /** Where the tag or section ends; -1 = it is incomplete. */
  private tag(text: string, at: number): number {
    if (text[at + 1] === '!' || text[at + 1] === '?') return this.section(text, at);
    const end = text.indexOf('>', at);
    if (end === -1) return -1;
    // Most tags have a name only, and the general pattern is slow.
    const name = end - at > SHORT ? undefined : PLAIN_NAME.exec(text.slice(at + 1, end))?.[0];
    if (name?.startsWith('/')) return (this.close(name.slice(1)), end + 1);
    if (name) return (this.open(name, ''), end + 1);
    return this.fullTag(text, at);
  }

  private fullTag(text: string, at: number): number {
    TAG.lastIndex = at;
    const found = TAG.exec(text);
    if (!found) return -1;
    const [, slash, name, attributes] = found as unknown as [string, string, string, string];
    if (slash) this.close(name);
    else this.open(name, attributes);
    return TAG.lastIndex;
  }

  private open(name: string, attributes: string): void {
    this.count.step(this.part);
    this.isSeen = true;
    this.path.push(name);
    if (this.path.length > LIMITS.depth) throw UnreadableTable.because('WORKBOOK_TOO_COMPLEX', this.part);
    this.reader.open?.(name, attributes, this.path);
    if (attributes.endsWith('/')) this.close(name);
  }

  private close(name: string): void {
    if (this.path.pop() !== name) throw new MalformedXml(this.part);
    this.reader.close?.(name);
  }

  private section(text: string, at: number): number {
    const section = SECTIONS.find(([start]) => text.startsWith(start, at));
    if (!section) {
      if (SECTIONS.some(([start]) => start.startsWith(text.slice(at)))) return -1;
      throw new MalformedXml(this.part);
    }
    const [start, end] = section;
    const found = text.indexOf(end, at + start.length);
    if (found === -1) return -1;
    if (start === '<![CDATA[') this.reader.text?.(escaped(text.slice(at + start.length, found)));
    return found + end.length;
  }
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text with its five named and its numbered characters; others stay as written. */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot|apos));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()]!;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : String(all);
  });
}

const patterns = new Map<string, RegExp>();

/** An attribute by its local name. */
export function attributeOf(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(String.raw`(?:^|[\s:])${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  return found ? unescaped(found[1] ?? found[2] ?? '') : undefined;
}

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on';
