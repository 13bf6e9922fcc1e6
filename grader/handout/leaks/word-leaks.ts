import type { Detector } from './find-leaks.ts';

/** Shorter phrases are anybody's. */
const LEAST_WORDS = 4;

export interface Phrase {
  words: string;
  /** `the title of a hidden check`, … */
  what: string;
  /** `packages/echo-service/hidden/server.test.ts:33` */
  from: string;
}

export interface RightAnswers {
  id: string;
  /** Each as one would write it: `b`, `[a, d]`, `remoteAddress`. */
  accept: readonly string[];
  from: string;
}

/** Finds words however they are spaced, wrapped, spelt in capitals, or joined as in the id of a check. */
export function phrases(hidden: readonly Phrase[]): Detector {
  const wanted = hidden
    .map((phrase) => ({ ...phrase, words: wordsIn(phrase.words) }))
    .filter(({ words }) => words.length >= LEAST_WORDS);
  const byBeginning = Map.groupBy(wanted, ({ words }) => words.slice(0, LEAST_WORDS).join(' '));
  return ({ text }) => {
    const words = text.split('\n').flatMap((each, index) => wordsIn(each).map((word) => ({ word, line: index + 1 })));
    const found = new Map<string, { line: number; what: string }>();
    for (const [at, { line }] of words.entries()) {
      const beginning = words.slice(at, at + LEAST_WORDS).map(({ word }) => word);
      for (const { words: phrase, what, from } of byBeginning.get(beginning.join(' ')) ?? []) {
        const place = `${what} stands here (${from})`;
        if (!found.has(place) && phrase.every((word, index) => words[at + index]?.word === word)) {
          found.set(place, { line, what: place });
        }
      }
    }
    return [...found.values()];
  };
}

/** Words without case and punctuation, a blank before each and behind the last: as a part it is found word by word. */
export function plainWords(text: string): string {
  return ` ${wordsIn(text).join(' ')} `;
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Finds a question's id with its right answer behind it: `half-close: b`, also with `accept:` on the next line. */
export function quizAnswers(answers: readonly RightAnswers[]): Detector {
  const byId = Map.groupBy(answers, ({ id }) => id);
  return ({ text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, index) => {
      const [, id = '', rest = ''] = /^\W*([\w-]+)["'`]?\s*[:=|]\s*(.*)$/.exec(line) ?? [];
      const said = plain(rest || (/^\W*accept["']?\s*:\s*(.*)$/.exec(lines[index + 1] ?? '')?.[1] ?? ''));
      const right = byId.get(id)?.find(({ accept }) => said !== '' && accept.some((each) => plain(each) === said));
      return right ? [{ line: index + 1, what: `the right answer to "${id}" stands here (${right.from})` }] : [];
    });
  };
}

/** Without a comment, quotation marks, brackets, blanks. */
function plain(text: string): string {
  return text
    .replace(/\s+#.*$/, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}.]/gu, '');
}
