import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { isMap, isScalar, type ParsedNode, parseDocument, stringify } from 'yaml';
import { readOwnText } from '../../text/read-own-text.ts';
import { UsageError } from '../../text/usage-error.ts';
import { writeAtomically } from '../../text/write-atomically.ts';
import { type Answer, answerInWords } from './answer.ts';
import type { Quiz } from './quiz.ts';
import { type Answers, faultsOf, readAnswers } from './read-answers.ts';

/**
 * A student's answers.yaml on the disk. A file in which something is wrong is never written to; and a file is read anew
 * before it is written, so that what an editor has written to it meanwhile stays.
 */
export function answersFile(courseDirectory: string, topic: string, quiz: Quiz) {
  const name = `packages/${topic}/answers.yaml`;
  const path = join(courseDirectory, name);
  const header = `# My answers to the questions in quiz.yaml, one line for each: its id, a colon, the answer.
# "pnpm quiz ${topic}" writes them here; change what you like.
`;
  const source = () => readOwnText(path, name, { keepsBom: true });
  return {
    /** As its owner knows it, from the course's folder. */
    name,
    /**
     * What is answered, by the question's id.
     * @throws UsageError that says in a line each what has to be mended first
     */
    read(): Map<string, Answer> {
      const answers = readAnswers(source() ?? '', name, quiz);
      const faults = faultsOf(answers).map(stripVTControlCharacters);
      if (faults.length === 0) return answers.given;
      throw new UsageError([...faults, `Mend ${name} first. Nothing in it was changed.`].join('\n'));
    },
    /** @throws UsageError when it cannot be written, or has become faulty */
    write(question: string, answer: Answer): void {
      this.read();
      try {
        writeAtomically(path, withAnswer(source() ?? header, quiz, question, answer));
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        throw new UsageError(`${name} cannot be written (${code ?? message}). Your last answer is not in it.`);
      }
    },
  };
}

/**
 * The text of an answers.yaml with one answer more, or another one. All else in it stays as it was written, comments and
 * blank lines too.
 * @param source a text without faults
 * @throws Error when the text is so written that this cannot be done
 */
export function withAnswer(source: string, quiz: Quiz, question: string, answer: Answer): string {
  const before = readAnswers(source, '', quiz);
  const wanted = new Map(before.given).set(question, answer);
  for (const change of [patched, rewritten]) {
    const text = change(source, question, answer);
    if (text !== undefined && holds(readAnswers(text, '', quiz), wanted)) return text;
  }
  throw new Error(`write the line "${question}: ${answerInWords(answer)}" into it yourself`);
}

/** The source with a value replaced, or with a line at its end. */
function patched(source: string, question: string, answer: Answer): string | undefined {
  const { contents } = parseDocument<ParsedNode>(source, { prettyErrors: false });
  const options = { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 } as const;
  const value = stringify(answer, options).trimEnd();
  const lineEnd = source.includes('\r\n') ? '\r\n' : '\n';
  const missingEnd = source === '' || source.endsWith('\n') ? '' : lineEnd;
  if (contents !== null && (!isMap(contents) || contents.flow)) return undefined;
  const pair = contents?.items.find(({ key }) => isScalar(key) && key.value === question);
  if (!pair) return `${source}${missingEnd}${question}: ${value}${lineEnd}`;
  if (!pair.value || (isScalar(pair.value) && pair.value.value === null && !pair.value.source)) {
    const afterColon = source.indexOf(':', pair.key.range[1]) + 1;
    return `${source.slice(0, afterColon)} ${value}${source.slice(afterColon)}`;
  }
  const [from, to] = pair.value.range;
  const length = source.slice(from, to).trimEnd().length; // a list over several lines has its last line end in it
  return `${source.slice(0, from)}${value}${source.slice(from + length)}`;
}

/** The same by way of the YAML as a whole, which costs its layout and not its comments. */
function rewritten(source: string, question: string, answer: Answer): string {
  const document = parseDocument(source.replaceAll('\r\n', '\n'));
  const node = document.createNode(answer, { flow: true });
  const old = document.get(question, true);
  if (isScalar(old)) node.comment = old.comment ?? null;
  document.set(question, node);
  return document.toString({ lineWidth: 0 });
}

function holds({ given, faulty, faults }: Answers, wanted: Map<string, Answer>): boolean {
  const same = [...wanted].every(([id, answer]) => JSON.stringify(given.get(id)) === JSON.stringify(answer));
  return same && given.size === wanted.size && faulty.size === 0 && faults.length === 0;
}
