// Checks comments, test titles, log lines, metric help, promises of drills and bench, and documents against language-phrases.txt.
// Sentences in comments have at most twenty words, titles of tests at most twelve.
//
// `node scripts/check-language.mjs src/events` prints each finding of a file or folder.
// Without arguments, the count of each top folder must not exceed its count in language-debt.json.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '..');
const MAX_WORDS = { comment: 20, title: 12 };
const SKIPPED = /(^|\/)(node_modules|dist|data|coverage|\.git|\.runtime|samples)(\/|$)|language-phrases\.txt$/;
const CHECKED = /\.(ts|mts|mjs|cjs|js|svelte|css|md|yml)$|(^|\/)(run|Dockerfile)$/;
const PRAGMA = /^\s*(oxlint-|eslint-|prettier-|@ts-|@type\b|@vite|webpack|svelte-ignore|#(end)?region|!)/;

/** Properties whose strings people read, with the kind of the text. */
const KINDS = Object.assign(Object.create(null), {
  help: 'metric help',
  promise: 'promise',
  figure: 'figure',
  metric: 'figure',
  anchor: 'figure',
});

const patterns = fs
  .readFileSync(path.join(here, 'language-phrases.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => new RegExp(line.startsWith('^') ? `${line}\\b` : `\\b(?:${line})\\b`, 'i'));

/** Splits a text. A list item or an empty line ends a sentence; code, a link or a quotation is one word. */
function sentences(text) {
  const plain = text
    .replace(/`[^`]*`|\{@\w+ [^}]*\}|https?:\S+|«[^»]*»|'[^' ]+'|\$\{[^}]*\}/g, 'X')
    .replace(/\b(e\.g|i\.e|etc|vs|cf)\./g, '$1');
  return plain
    .split(/\n\s*\n|\n\s*(?=[-*|>]\s|\d+\.\s|@\w+|#)|\|/)
    .flatMap((block) => block.replace(/\s+/g, ' ').split(/(?<=[.!?])\s+(?=[A-ZX])/))
    .map((sentence) => sentence.replace(/^[-*>#\d. ]+/, '').trim())
    .filter((sentence) => sentence !== '');
}

function findings({ kind, text, line }) {
  const found = [];
  for (const sentence of sentences(text)) {
    // A cell of a table and a figure are no sentences; titles and comments may begin with a small letter.
    const isCell = (kind === 'document' || kind === 'figure') && /^\p{Ll}/u.test(sentence);
    for (const pattern of patterns) {
      const match = pattern.exec(sentence);
      if (match && !(isCell && pattern.source.startsWith('^')))
        found.push({ line, what: `"${match[0]}" in a ${kind}: ${sentence}` });
    }
    const words = sentence.split(' ').filter((word) => /[\p{L}\d]/u.test(word)).length;
    if (words > (MAX_WORDS[kind] ?? Infinity)) found.push({ line, what: `${words} words: ${sentence}` });
  }
  return found;
}

/** Comments that stand on consecutive lines are one text. */
function joinComments(comments) {
  const joined = [];
  for (const { start, end, text } of comments) {
    const last = joined.at(-1);
    if (last && start === last.end + 1) Object.assign(last, { end, text: `${last.text}\n${text}` });
    else joined.push({ kind: 'comment', line: start, end, text });
  }
  return joined;
}

function cleaned(comment) {
  const inner = comment.replace(/^\/\*+|\*+\/$|^\/\/|^<!--|-->$|^#/g, '');
  return PRAGMA.test(inner) ? '' : inner.replace(/^[ \t]*\*[ \t]?/gm, '');
}

/** True for `it('…')` and `it.each(table)('…')`, false for the table's own call `it.each(table)`. */
function isTitle({ expression }) {
  const isOfTable = ts.isCallExpression(expression) || ts.isTaggedTemplateExpression(expression);
  return (
    /^(describe|it|test)(\.(only|skip|concurrent))?$/.test(expression.getText()) ||
    (isOfTable && /^(describe|it|test)\./.test(expression.getText()))
  );
}

function isLog(call) {
  return /\b(log|logger|console)\.(log|trace|debug|info|warn|error|fatal)$/.test(call.expression.getText());
}

function textsOfScript(source, firstLine = 1) {
  const file = ts.createSourceFile('file.ts', source, ts.ScriptTarget.Latest, true);
  const lineAt = (position) => file.getLineAndCharacterOfPosition(position).line + firstLine;
  const texts = [];
  const comments = new Map();
  const add = (kind, node) => texts.push({ kind, line: lineAt(node.getStart()), text: node.getText().slice(1, -1) });
  const strings = (kind, node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) add(kind, node);
    else if (!ts.isFunctionLike(node)) ts.forEachChild(node, (child) => strings(kind, child));
  };
  const visit = (node) => {
    for (const of of [ts.getLeadingCommentRanges, ts.getTrailingCommentRanges]) {
      for (const range of of(source, of === ts.getLeadingCommentRanges ? node.getFullStart() : node.getEnd()) ?? [])
        comments.set(range.pos, range);
    }
    if (ts.isCallExpression(node) && node.arguments[0]) {
      if (isTitle(node)) strings('title', node.arguments[0]);
      if (isLog(node)) node.arguments.forEach((argument) => strings('log line', argument));
    }
    if (ts.isPropertyAssignment(node) && node.name.getText() in KINDS)
      strings(KINDS[node.name.getText()], node.initializer);
    if (ts.isCallExpression(node) && /^(counter|gauge|histogram)$/.test(node.expression.getText()) && node.arguments[1])
      strings('metric help', node.arguments[1]);
    node.getChildren().forEach(visit);
  };
  visit(file);
  const ranges = [...comments.values()]
    .sort((a, b) => a.pos - b.pos)
    .map(({ pos, end }) => {
      return { start: lineAt(pos), end: lineAt(end), text: cleaned(source.slice(pos, end)) };
    });
  return [...joinComments(ranges), ...texts];
}

function textsByPattern(source, pattern) {
  const lineAt = (position) => source.slice(0, position).split('\n').length;
  return joinComments(
    [...source.matchAll(pattern)].map(({ 0: comment, index }) => {
      return { start: lineAt(index), end: lineAt(index + comment.length), text: cleaned(comment.trim()) };
    }),
  );
}

function textsOf(file, source) {
  if (/\.(ts|mts|mjs|cjs|js)$/.test(file)) return textsOfScript(source);
  if (file.endsWith('.css')) return textsByPattern(source, /\/\*[\s\S]*?\*\//g);
  if (file.endsWith('.md')) {
    const prose = source.replace(/^```[\s\S]*?^```/gm, (code) => code.replace(/[^\n]/g, ''));
    let line = 1;
    return prose.split(/(?<=\n)(?=\s*\n)/).map((text) => {
      const paragraph = { kind: 'document', line: line + (/^\s*/.exec(text)[0].split('\n').length - 1), text };
      line += text.split('\n').length - 1;
      return paragraph;
    });
  }
  if (!file.endsWith('.svelte')) return textsByPattern(source, /^[ \t]*#(?!!).*$/gm);
  const scripts = [...source.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)];
  const ofScripts = scripts.map(({ 0: whole, 1: script, index }) =>
    textsOfScript(script, source.slice(0, index + whole.indexOf(script)).split('\n').length),
  );
  const markup = source.replace(/<script[^>]*>[\s\S]*?<\/script>/g, (script) => script.replace(/[^\n]/g, ''));
  return [...ofScripts.flat(), ...textsByPattern(markup, /<!--[\s\S]*?-->|\/\*[\s\S]*?\*\//g)];
}

function filesUnder(name) {
  const full = path.resolve(root, name);
  if (!fs.statSync(full).isDirectory()) return [full];
  return fs.readdirSync(full).flatMap((entry) => {
    const child = path.join(full, entry);
    const relative = path.relative(root, child).split(path.sep).join('/');
    if (SKIPPED.test(relative)) return [];
    return fs.statSync(child).isDirectory() ? filesUnder(child) : CHECKED.test(relative) ? [child] : [];
  });
}

const named = process.argv.slice(2);
const counts = {};
let total = 0;
for (const file of (named.length > 0 ? named : ['.']).flatMap(filesUnder)) {
  const relative = path.relative(root, file).split(path.sep).join('/');
  const folder = relative.includes('/') ? relative.split('/')[0] : '.';
  const found = textsOf(relative, fs.readFileSync(file, 'utf8')).flatMap(findings);
  counts[folder] = (counts[folder] ?? 0) + found.length;
  total += found.length;
  if (named.length > 0) for (const { line, what } of found) console.log(`${relative}:${line} ${what}`);
}

const debtFile = path.join(here, 'language-debt.json');
const debt = named.length === 0 && fs.existsSync(debtFile) ? JSON.parse(fs.readFileSync(debtFile, 'utf8')) : {};
const grown = Object.keys(counts).filter((folder) => counts[folder] > (debt[folder] ?? 0));
if (named.length === 0) console.log(JSON.stringify(counts));
for (const folder of named.length > 0 ? [] : grown) {
  console.log(
    `${folder}: ${counts[folder]} findings, at most ${debt[folder] ?? 0}: node scripts/check-language.mjs ${folder}`,
  );
}
console.log(`${total} findings`);
process.exitCode = grown.length > 0 ? 1 : 0;
