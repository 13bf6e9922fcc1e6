import { isMap, isScalar, type ParsedNode, parseDocument, stringify } from 'yaml';
import { type Answer, answerInWords } from './answer.ts';
import type { Quiz } from './quiz.ts';
import { type Answers, readAnswers } from './read-answers.ts';

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
  const value = inOneLine(answer);
  const lineEnd = source.includes('\r\n') ? '\r\n' : '\n';
  const missingEnd = source === '' || source.endsWith('\n') ? '' : lineEnd;
  if (contents === null) return `${source}${missingEnd}${question}: ${value}${lineEnd}`;
  if (!isMap(contents) || contents.flow) return undefined;
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === question);
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

function inOneLine(answer: Answer): string {
  return stringify(answer, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trimEnd();
}

function holds({ given, faulty, faults }: Answers, wanted: Map<string, Answer>): boolean {
  const same = [...wanted].every(([id, answer]) => JSON.stringify(given.get(id)) === JSON.stringify(answer));
  return same && given.size === wanted.size && faulty.size === 0 && faults.length === 0;
}
