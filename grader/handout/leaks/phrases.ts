import type { Detector } from './finding.ts';

/** Shorter ones are anybody's. */
const LEAST_WORDS = 4;

/** Words that students must not read. */
export interface Phrase {
  words: string;
  /** `the title of a hidden check`, … */
  what: string;
  /** `packages/echo-service/hidden/server.test.ts:33` */
  from: string;
}

/** Finds words however they are spaced, wrapped, spelt in capitals, or joined as in the id of a check. */
export function phrases(hidden: readonly Phrase[]): Detector {
  const wanted = hidden
    .map((phrase) => ({ ...phrase, joined: plainWords(phrase.words) }))
    .filter(({ joined }) => joined.split(' ').length - 2 >= LEAST_WORDS);
  return ({ text }) => {
    const words = wordsOf(text);
    const joined = join(words);
    return wanted.flatMap(({ joined: phrase, what, from }) => {
      const at = joined.indexOf(phrase);
      if (at < 0) return [];
      const before = joined.slice(0, at).split(' ').length - 1;
      return [{ line: words[before]?.line ?? 1, what: `${what} stands here (${from})` }];
    });
  };
}

/** Words without case and punctuation, a blank before each and behind the last: as a part it is found word by word. */
export function plainWords(text: string): string {
  return join(wordsOf(text));
}

function join(words: readonly { word: string }[]): string {
  return ` ${words.map(({ word }) => word).join(' ')} `;
}

function wordsOf(text: string): { word: string; line: number }[] {
  return text
    .toLowerCase()
    .split('\n')
    .flatMap((line, index) => (line.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => ({ word, line: index + 1 })));
}
