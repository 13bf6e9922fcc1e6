import { asciiText, printableLines } from '../text/printable.ts';
import type { RenderOptions } from '../text/terminal.ts';
import { wrap, wrapBehind } from '../text/wrap.ts';
import { diagram } from '../wire/diagram.ts';
import { listing } from '../wire/listing.ts';
import type { WireEvent } from '../wire/types.ts';
import { untilFailure } from './diagnosis/conversation.ts';
import { misconceptionIn } from './diagnosis/misconceptions.ts';
import { difference } from './difference.ts';
import type { Comparison, Failure } from './failure.ts';
import { programInWords } from './program-in-words.ts';

type Style = Required<RenderOptions>;

/** Of more launches only the last ones are shown. */
const MOST_PROGRAMS = 3;

/**
 * A failure as plain text, in the order in which a student needs it: what the program did; what was expected, what
 * came, and where the two part; what that looks as if, where it is unmistakable; what the program printed and how it
 * ended; the wire; where to look; a hint; how to see it again. A part without content is left out.
 */
export function renderFailure(failure: Failure, options: RenderOptions = {}): string {
  const style: Style = { width: 100, ascii: false, wire: 'drawn', areStepsShown: false, ...options };
  const { comparison, crash, cameTo } = failure;
  const misconception = crash || cameTo ? undefined : misconceptionIn(failure);
  const seen = misconception ? failure.wire : untilFailure(failure.wire);
  const { programs, wire } = style.areStepsShown ? { programs: [], wire: [] } : { ...failure, wire: seen };
  const parts = [
    ...whatItDid(failure).map((text) => wrap(safe(text, style), style.width)),
    comparison ? comparisonInWords(comparison, style) : [],
    wrap(safe(misconception?.sentence ?? '', style), style.width),
    ...programs.slice(-MOST_PROGRAMS).map((program) => programInWords(program, style)),
    wire.length > 0 ? wireInWords(wire, style) : [],
    whatToDo(failure, style),
  ];
  return parts
    .filter((lines) => lines.join('') !== '')
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** What ended the program, if something did, before what that looked like from outside. */
function whatItDid({ summary, crash, cameTo, gap }: Failure): string[] {
  const stopped = `Then it came to a gap that is still open. What gap ${gap?.number} asks for has to happen before that:\n  ${cameTo}`;
  return [
    ...(crash ? [crash.summary, ...(crash.saysAll ? [] : [`Seen from outside: ${summary}`])] : [summary]),
    ...(cameTo === undefined ? [] : [stopped]),
  ];
}

function comparisonInWords(comparison: Comparison, style: Style): string[] {
  if (comparison.kind === 'bytes') {
    const { expected, received, followedBy } = comparison;
    return difference(expected, received, { ...style, followedBy, isTold: style.wire === 'plain' });
  }
  return [
    ...wrapBehind('Expected: ', safe(comparison.expected, style), style.width),
    ...wrapBehind('Received: ', safe(comparison.received, style), style.width),
  ];
}

/** A check's sentence may quote what a program printed. */
function safe(text: string, { ascii }: Style): string {
  return printableLines(ascii ? asciiText(text) : text, { ascii }).join('\n');
}

function wireInWords(events: readonly WireEvent[], { width, ascii, wire }: Style): string[] {
  const text = wire === 'plain' ? listing(events, { width: width - 2, ascii }) : diagram(events, { width, ascii });
  return ['On the wire:', ...text.split('\n').map((line) => (wire === 'plain' ? `  ${line}` : line))];
}

function whatToDo(failure: Failure, style: Style): string[] {
  const { hint, strongerHint = '', replay } = failure;
  const { width } = style;
  return [
    ...wrap(safe(whereToLook(failure), style), width).filter((line) => line !== ''),
    ...(hint === '' ? [] : wrapBehind('Hint: ', safe(hint, style), width)),
    ...(strongerHint === '' ? [] : wrapBehind('Stronger hint: ', safe(strongerHint, style), width)),
    ...(replay ? [`Run it again: ${replay}`] : []),
  ];
}

/** The line that an error came from, when that is known; the gap that the check is about then comes second. */
function whereToLook({ gap, crash }: Failure): string {
  const title = gap ? `gap ${gap.number} (${gap.title})` : '';
  if (crash?.place !== undefined) return `Look at ${crash.place}${gap ? `. The check is about ${title}` : ''}`;
  if (!gap) return '';
  return `Look at ${title}, ${gap.line === undefined ? gap.file : `${gap.file}:${gap.line}`}`;
}
