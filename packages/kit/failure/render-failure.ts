import { asciiText, printable, printableLines } from '../text/printable.ts';
import type { RenderOptions } from '../text/terminal.ts';
import { wrap, wrapBehind } from '../text/wrap.ts';
import { diagram } from '../wire/diagram.ts';
import { listing } from '../wire/listing.ts';
import { difference } from './difference.ts';
import { bytesOf, type KeptComparison, type KeptFailure, type KeptWire, sketchOf } from './kept-failure.ts';
import { say, textOf, type Words } from './message.ts';
import { programInWords } from './program-in-words.ts';

/** A check's own words, for who reads its failure. */
export interface Hints {
  hint?: string;
  strongerHint?: string | undefined;
}

type Style = Required<Omit<RenderOptions, 'format'>>;

/** A part of a failure: sentences, or lines whose columns count. */
interface Part {
  kind: 'sentences' | 'lines';
  lines: string[];
}

/**
 * A failure in words, in the order in which a student needs it: what the program did; what was expected, what came, and
 * where the two part; what that looks as if, where it is unmistakable; what the program printed and how it ended; the
 * wire; where to look; a hint; how to see it again. A part without content is left out.
 * @param check whose hint is read, when the failure has none of its own
 */
export function renderFailure(failure: KeptFailure, options: RenderOptions = {}, check: Hints = {}): string {
  const { format = 'terminal', ...layout } = options;
  const style: Style = { width: 100, ascii: false, wire: 'drawn', areStepsShown: false, ...layout };
  const parts = partsOf(failure, style, check).filter(({ lines }) => lines.join('') !== '');
  const text = parts.map(({ lines }) => lines.join('\n')).join('\n\n');
  switch (format) {
    case 'terminal':
      return text;
    case 'markdown':
      return fenced(text);
    case 'html':
      return parts.map(inHtml).join('\n');
    default:
      return format satisfies never;
  }
}

function partsOf(failure: KeptFailure, style: Style, check: Hints): Part[] {
  const { comparison, lines = [], diagnosis, evidence } = failure;
  const { programs, wire } = evidence && !style.areStepsShown ? evidence : { programs: [], wire: undefined };
  const sentences = (words: Words): Part => ({ kind: 'sentences', lines: wrap(safe(words, style), style.width) });
  return [
    ...whatItDid(failure).map(sentences),
    { kind: 'lines', lines: lines.flatMap((line) => printableLines(line, style)) },
    { kind: 'lines', lines: comparison ? comparisonInWords(comparison, style) : [] },
    sentences(diagnosis ?? ''),
    ...programs.map((program): Part => ({ kind: 'lines', lines: programInWords(program, style) })),
    { kind: 'lines', lines: wire && wire.first.length > 0 ? wireInWords(wire, style) : [] },
    { kind: 'lines', lines: whatToDo(failure, style, check) },
  ];
}

/** All that a failure says in sentences, each in one line: what the program did, what that looks as if; and what to do. */
export function sentencesOf(failure: KeptFailure, check: Hints = {}): { whatItDid: string[]; whatToDo: string[] } {
  const { diagnosis = '', lines = [] } = failure;
  const plain = (words: Words) => textOf(words).replace(/\s+/g, ' ').trim();
  return {
    whatItDid: [...whatItDid(failure), ...lines, diagnosis].map(plain),
    whatToDo: [whereToLook(failure), hintOf(failure, check)].map(plain),
  };
}

/** What a failure says first, in one line: what ended the program, or what it did. */
export function headline(failure: KeptFailure | undefined): string {
  const [first = ''] = failure ? whatItDid(failure) : [];
  const [paragraph = ''] = textOf(first).split('\n\n', 1);
  return printable(paragraph.replace(/\n */g, ' '));
}

/** What ended the program, if something did, before what that looked like from outside. */
function whatItDid({ message, crash, cameTo, gap }: KeptFailure): Words[] {
  return [
    ...(crash ? [crash.summary, ...(crash.saysAll ? [] : [say('seen-from-outside', { what: message })])] : [message]),
    ...(cameTo === undefined ? [] : [say('reached-open-gap', { gap: gap?.number ?? '', todo: cameTo })]),
  ];
}

function comparisonInWords(comparison: KeptComparison, style: Style): string[] {
  if (comparison.kind === 'bytes') {
    const { expected, received, kind: _, ...place } = comparison;
    return difference(bytesOf(expected), bytesOf(received), { ...style, ...place, isPlain: style.wire === 'plain' });
  }
  return [
    ...wrapBehind('Expected: ', safe(comparison.expected, style), style.width),
    ...wrapBehind('Received: ', safe(comparison.received, style), style.width),
  ];
}

/** A check's sentence may quote what a program printed. */
function safe(words: Words, { ascii }: Style): string {
  const text = textOf(words);
  return printableLines(ascii ? asciiText(text) : text, { ascii }).join('\n');
}

function wireInWords(kept: KeptWire, { width, ascii, wire }: Style): string[] {
  const sketch = sketchOf(kept);
  const text = wire === 'plain' ? listing(sketch, { width: width - 2, ascii }) : diagram(sketch, { width, ascii });
  return ['On the wire:', ...text.split('\n').map((line) => (wire === 'plain' ? `  ${line}` : line))];
}

function whatToDo(failure: KeptFailure, style: Style, check: Hints): string[] {
  const { hint, isStrongerHintDue, replay } = failure;
  const { width } = style;
  const own = hintOf(failure, check);
  const stronger = isStrongerHintDue && hint === 'check' ? (check.strongerHint ?? '') : '';
  return [
    ...wrap(safe(whereToLook(failure), style), width).filter((line) => line !== ''),
    ...(own === '' ? [] : wrapBehind('Hint: ', safe(own, style), width)),
    ...(stronger === '' ? [] : wrapBehind('Stronger hint: ', safe(stronger, style), width)),
    ...(replay ? [`Run it again: ${replay}`] : []),
  ];
}

function hintOf({ hint = '' }: KeptFailure, check: Hints): Words {
  return hint === 'check' ? (check.hint ?? '') : hint;
}

/** The line that an error came from, when that is known; the gap that the check is about then comes second. */
function whereToLook({ gap, crash }: KeptFailure): Words {
  const title = gap ? say('gap', { number: gap.number, title: gap.title }) : '';
  if (crash?.place !== undefined) {
    return gap ? say('look-at-but', { place: crash.place, gap: title }) : say('look-at', { place: crash.place });
  }
  if (!gap) return '';
  return say('look-at-gap', { gap: title, place: gap.line === undefined ? gap.file : `${gap.file}:${gap.line}` });
}

/** A block of Markdown that shows text as it is: its fence is longer than any row of backquotes in it. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([row]) => row.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}

function inHtml({ kind, lines }: Part): string {
  return kind === 'sentences' ? `<p>${escaped(lines.join(' '))}</p>` : `<pre>${escaped(lines.join('\n'))}</pre>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
