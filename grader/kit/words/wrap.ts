import { columns } from './glyphs.ts';

/**
 * Breaks text at blanks into lines of at most `width` columns; blanks at the beginning of a line indent what follows of
 * it, too. A word that is longer than that stays whole, so that it can be copied.
 */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(text: string, width: number): string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = '';
  for (const word of text.slice(indent.length).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columns(indent + longer) > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, indent + line];
}

/** The same behind a label: what follows the first line stands under its beginning. */
export function wrapBehind(label: string, text: string, width: number): string[] {
  return behind(label, wrap(text, width - columns(label)));
}

/** Lines behind a label, one under the other. */
export function behind(label: string, lines: string[]): string[] {
  const indent = ' '.repeat(columns(label));
  return lines.map((line, index) => `${index === 0 ? label : indent}${line}`.trimEnd());
}
