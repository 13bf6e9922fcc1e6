import { columns } from './visible-text.ts';

/**
 * Breaks text at blanks into lines of at most `width` columns, and a word that is longer than a line where the line
 * ends. Blanks at the beginning of a line indent what follows of it, too.
 */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(text: string, width: number): string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const room = Math.max(1, width - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.slice(indent.length).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columns(longer) <= room) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = chop(word, room);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return [...lines, line].map((part) => indent + part);
}

function chop(text: string, room: number): string[] {
  if (columns(text) <= room) return [text]; // most words: to load a segmenter takes longer than all of them
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (piece !== '' && columns(piece + segment) > room) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}

/** The same behind a label: what follows the first line stands under its beginning. */
export function wrapBehind(label: string, text: string, width: number): string[] {
  return behind(label, wrap(text, width - columns(label)));
}

export function behind(label: string, lines: string[]): string[] {
  const indent = ' '.repeat(columns(label));
  return lines.map((line, index) => `${index === 0 ? label : indent}${line}`.trimEnd());
}
