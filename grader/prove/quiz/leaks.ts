import type { Quiz } from '@socket-lab/kit/commands/quiz/quiz';
import type { Key } from '../../class/quiz/read-key.ts';

/** Reasons, accepted wordings anywhere, a number in its own question, and comments among the questions: a line each. */
export function leaks(name: string, quizText: string, { questions }: Quiz, key: Key): string[] {
  const lines = quizText.split('\n');
  const found = new Set<string>();
  const tell = (index: number, what: string) => found.add(`${name}:${index + 1}: ${what}`);
  const first = lines.findIndex((line) => line.startsWith('questions:'));
  for (const [index, line] of lines.entries()) {
    if (index > first && /(^|\s)#/.test(line))
      tell(index, 'a comment among the questions. Students read it; take it out.');
  }
  const asOne = inOneLine(quizText);
  for (const { id, kind, question } of questions) {
    const { accept = [], reason = '' } = key.get(id) ?? {};
    if (asOne.includes(inOneLine(reason))) tell(0, `the reason of "${id}" stands in it.`);
    const wordings = kind === 'text' ? accept.map((wording) => String(wording).replace(/^\./, '')) : [];
    for (const [index, line] of lines.entries()) {
      const word = index > first ? wordings.find((wording) => holds(line, wording)) : undefined;
      if (word !== undefined) tell(index, `"${word}" stands here, which answers "${id}". Say it in other words.`);
    }
    if (kind === 'number' && holds(question, String(accept[0]))) {
      tell(0, `the question "${id}" has its own answer in it.`);
    }
  }
  return [...found];
}

function holds(text: string, words: string): boolean {
  const source = words.toLowerCase().replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_])${source}(?![\\p{L}\\p{N}_])`, 'u').test(text.toLowerCase());
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
