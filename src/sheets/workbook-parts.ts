import { UnreadableTable } from './cell.js';
import { NumberFormat } from './number-format.js';
import { LIMITS } from './sheet-limits.js';
import { attributeOf, isTrue, MalformedXml, TagCount, unescaped, XmlScanner, type XmlReader } from './xml-scanner.js';
import type { ZipArchive } from './zip-archive.js';

export const tooComplex = (part: string) => UnreadableTable.because('WORKBOOK_TOO_COMPLEX', part);

/** Reads the XML parts of a workbook; their tags are counted together. */
export class PartReader {
  private readonly tags = new TagCount();

  constructor(readonly archive: ZipArchive) {}

  async read<T extends XmlReader>(part: string, reader: T): Promise<T> {
    const scanner = new XmlScanner(part, reader, this.tags);
    let decoder: InstanceType<typeof TextDecoder> | undefined;
    for await (const chunk of this.archive.chunks(part)) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      scanner.write(decoder.decode(chunk, { stream: true }));
    }
    scanner.write(decoder?.decode() ?? '');
    scanner.end();
    return reader;
  }
}

function encodingOf(chunk: Buffer): string {
  const mark = chunk.subarray(0, 2).toString('hex');
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
}

export interface SheetEntry {
  name: string;
  relation: string;
  isHidden: boolean;
}

/** `xl/workbook.xml`: the sheets in their order. */
export class WorkbookReader implements XmlReader {
  readonly sheets: SheetEntry[] = [];
  /** Days to add to dates. */
  epoch = 0;

  open(name: string, attributes: string): void {
    if (name === 'workbookPr' && isTrue(attributeOf(attributes, 'date1904'))) this.epoch = 1462;
    if (name !== 'sheet') return;
    const text = (attribute: string) => attributeOf(attributes, attribute) ?? '';
    const isHidden = /hidden/i.test(text('state'));
    this.sheets.push({ name: text('name').slice(0, 255), relation: text('id'), isHidden });
    if (this.sheets.length > LIMITS.sheets) throw tooComplex('xl/workbook.xml');
  }
}

/** The relations of the workbook: part and type by id. */
export class RelationsReader implements XmlReader {
  readonly relations = new Map<string, { target: string; type: string }>();

  open(name: string, attributes: string): void {
    if (name !== 'Relationship' || attributeOf(attributes, 'TargetMode') === 'External') return;
    const text = (attribute: string) => attributeOf(attributes, attribute) ?? '';
    const type = /[^/]*$/.exec(text('Type'))![0];
    this.relations.set(text('Id'), { target: text('Target').replaceAll('\\', '/'), type });
  }

  targetOf(type: string): string | undefined {
    return [...this.relations.values()].find((relation) => relation.type === type)?.target;
  }
}

/** `xl/styles.xml`: the format of each style of cells. */
export class StylesReader implements XmlReader {
  private readonly own = new Map<number, string>();
  private readonly ids: number[] = [];
  private readonly formats: (NumberFormat | undefined)[] = [];

  open(name: string, attributes: string, path: readonly string[]): void {
    if (name === 'numFmt') {
      const code = attributeOf(attributes, 'formatCode');
      if (code !== undefined && code.length <= 255) this.own.set(Number(attributeOf(attributes, 'numFmtId')), code);
    }
    if (name === 'xf' && path.at(-2) === 'cellXfs') this.ids.push(Number(attributeOf(attributes, 'numFmtId') ?? 0));
    if (this.ids.length > LIMITS.styles || this.own.size > LIMITS.styles) throw tooComplex('xl/styles.xml');
  }

  format(style: number): NumberFormat {
    return (this.formats[style] ??= NumberFormat.of(this.ids[style] ?? 0, this.own));
  }
}

/** `xl/sharedStrings.xml`: texts that cells name by their number. */
export class SharedTexts implements XmlReader {
  readonly texts: string[] = [];
  private readonly rich = new RichText();
  private characters = 0;

  open(name: string): void {
    if (name === 'si') this.rich.clear();
    else this.rich.opened(name);
  }

  text(piece: string): void {
    this.rich.add(piece);
  }

  close(name: string): void {
    if (name !== 'si') return this.rich.closed(name);
    const text = this.rich.value();
    this.texts.push(text);
    this.characters += text.length;
    if (this.texts.length > LIMITS.sharedTexts || this.characters > LIMITS.characters)
      throw tooComplex('xl/sharedStrings.xml');
  }
}

/** Joins the `t` elements of a text with several fonts. The reading aids of Chinese and Japanese are left out. */
export class RichText {
  private pieces = '';
  private isIn = false;
  private isAid = false;

  clear(): void {
    this.pieces = '';
  }

  opened(name: string): void {
    if (name === 'rPh') this.isAid = true;
    this.isIn = name === 't' && !this.isAid;
  }

  add(piece: string): void {
    if (!this.isIn) return;
    this.pieces += piece;
    if (this.pieces.length > LIMITS.tagCharacters) throw tooComplex('text');
  }

  closed(name: string): void {
    if (name === 'rPh') this.isAid = false;
    this.isIn = false;
  }

  value(): string {
    return plainText(this.pieces);
  }
}

/** Text of an element without the escapes of XML, and those of Excel for characters that XML cannot have. */
export function plainText(escaped: string): string {
  const text = unescaped(escaped);
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The path of a part that another part names. */
export function partOf(folder: string, target: string): string {
  const path: string[] = target.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  if (path.length === 0) throw new MalformedXml(target);
  return path.join('/');
}
