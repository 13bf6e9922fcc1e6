import { type Token, tokensOf } from './tokens.ts';

/**
 * The ways in which code may stand in a file: as code, in a comment, and, where the file is no code, in prose (in Markdown,
 * YAML, a transcript), in which a backquote opens no template but for those of a fenced block.
 */
export function readingsOf(path: string, text: string): Token[][] {
  if (last.path !== path || last.text !== text) last = { path, text, readings: read(path, text) };
  return last.readings;
}

/** The detectors look at one text after the other, each of them: the last one is read once. */
let last: { path: string; text: string; readings: Token[][] } = { path: '', text: '', readings: [] };

function read(path: string, text: string): Token[][] {
  const texts = /\.[cm]?[jt]s$/.test(path) ? [text] : [text, withoutBackquotes(text)];
  return texts.flatMap((each) => [tokensOf(each, 'left out'), tokensOf(each, 'read')]);
}

/** Line for line the same text. In a fenced block they stay, unless one is without its other. */
function withoutBackquotes(text: string): string {
  const parts = text.split(/^([ \t]*(?:```|~~~).*)$/m);
  const isFence = (index: number) => index % 2 === 1;
  return parts
    .map((part, index) => {
      if (isFence(index)) return '';
      const isFenced = index % 4 === 2;
      return isFenced && part.split('`').length % 2 === 1 ? part : part.replaceAll('`', ' ');
    })
    .join('');
}
