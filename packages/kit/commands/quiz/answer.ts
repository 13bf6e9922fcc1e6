import type { Question } from './quiz.ts';

/** An answer as its question's kind has it: a letter, letters in order, text, or a number. */
export type Answer = string | string[] | number;

/** Longest answer in words, in characters: longer than any that a question asks for. It ends up in reports. */
const LONGEST_TEXT = 200;

/**
 * What somebody has written as an answer to a question; `undefined` when it is none.
 * @param written a text, or the items of a list
 */
export function answerTo(question: Question, written: string | string[]): Answer | undefined {
  switch (question.kind) {
    case 'choice': {
      const [letter, more] = letters(written, question.options) ?? [];
      return more === undefined ? letter : undefined;
    }
    case 'choices':
      return letters(written, question.options);
    case 'text':
      return typeof written === 'string' ? words(written) : undefined;
    case 'number':
      return typeof written === 'string' ? number(written) : undefined;
    default:
      return question satisfies never;
  }
}

/** What an answer to the question is, as the rest of a sentence: `one of the letters a, b, c`. */
export function expectedOf(question: Question): string {
  switch (question.kind) {
    case 'choice':
      return `one of the letters ${Object.keys(question.options).join(', ')}`;
    case 'choices': {
      const every = Object.keys(question.options);
      return `letters out of ${every.join(', ')}, as in ${every.slice(0, 2).join(', ')}`;
    }
    case 'text':
      return `a few words, at most ${LONGEST_TEXT} characters`;
    case 'number':
      return 'a number';
    default:
      return question satisfies never;
  }
}

/** An answer as people write it: `a, d`. */
export function answerInWords(answer: Answer): string {
  return Array.isArray(answer) ? answer.join(', ') : String(answer);
}

/** `b`, `B)`, `a, d`, `a and d`, `[a, d]`, `ad`: in order, each once; `undefined` when one of them is no option. */
function letters(written: string | string[], options: Record<string, string>): string[] | undefined {
  const text = Array.isArray(written) ? written.join(' ') : written;
  const chosen = text.toLowerCase().replaceAll(/["'`()[\].,;&+\s]|\b(?:and|y)\b/g, '');
  if (chosen === '' || ![...chosen].every((letter) => Object.hasOwn(options, letter))) return undefined;
  return [...new Set(chosen)].sort();
}

function words(written: string): string | undefined {
  const text = written.trim();
  return text !== '' && text.length <= LONGEST_TEXT ? text : undefined;
}

/** `13`, `13 bytes`, `1,5`, `65,507`, `65 507`: three digits behind a comma or a full stop make a thousand. */
function number(written: string): number | undefined {
  const [, digits = '', decimals = ''] =
    /^\s*([+-]?[1-9]\d{0,2}(?:[ .,'_\u00a0\u202f]\d{3})+|[+-]?\d+)([.,]\d+)?(?:\s*\p{L}+)?\.?\s*$/u.exec(written) ?? [];
  if (digits === '') return undefined;
  const value = Number(digits.replaceAll(/[^\d+-]/g, '') + decimals.replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}
