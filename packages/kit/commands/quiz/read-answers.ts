import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import { type Answer, answerTo, expectedOf } from './answer.ts';
import type { Question, Quiz } from './quiz.ts';

/** What a student has answered, and what of the file is no answer. By the question's id; one in neither was not answered. */
export interface Answers {
  given: Map<string, Answer>;
  /** Where something stands that is no answer to the question: a line that says where, what, and what could stand there. */
  faulty: Map<string, string>;
  /** The same of what belongs to no question. */
  faults: string[];
}

/** More faults that belong to no question are not told, or looked for: who has that many has handed in something else. */
const MOST_FAULTS = 20;
const LONGEST_MESSAGE = 200;

/**
 * Reads a student's `answers.yaml`: one line for each question, `id: answer`. It throws for nothing that stands in the
 * text, takes time in proportion to its length, and unfolds no aliases. What is wrong costs the question that it belongs
 * to: where the whole is no YAML, each line is read by itself.
 * @param name how the file is called in messages
 */
export function readAnswers(source: string, name: string, quiz: Quiz): Answers {
  const { lines, faults } = linesOf(source, name);
  const answers: Answers = { given: new Map(), faulty: new Map(), faults };
  const byId = Map.groupBy(lines, ({ id }) => id);
  for (const question of quiz.questions) readOne(question, byId.get(question.id) ?? [], name, answers);
  const known = new Set(quiz.questions.map(({ id }) => id));
  for (const [id, [line]] of byId) {
    if (known.has(id) || answers.faults.length >= MOST_FAULTS) continue;
    answers.faults.push(`${name}:${line?.line}: there is no question "${id.slice(0, 40)}".`);
  }
  return answers;
}

/** All that is wrong with the file, for its owner. */
export function faultsOf({ faulty, faults }: Answers): string[] {
  return [...faulty.values(), ...faults];
}

function readOne(question: Question, [first, again]: AnswerLine[], name: string, answers: Answers): void {
  if (!first) return;
  const { line, written } = first;
  const fault = (where: number, what: string) =>
    answers.faulty.set(question.id, `${name}:${where}: ${question.id}: ${what}.`);
  if (again) fault(again.line, `it is answered twice, on line ${line} and here. Keep one of the two`);
  else if (first.fault !== undefined) fault(line, first.fault);
  else if (written.length > 0) {
    const answer = answerTo(question, written);
    if (answer !== undefined) answers.given.set(question.id, answer);
    else fault(line, `the answer is ${expectedOf(question)}`);
  }
}

/** One answer as it stands in a file. */
interface AnswerLine extends Written {
  /** The question's id, or what stands in its place. */
  id: string;
  /** Where it stands; the first line is 1. */
  line: number;
}

interface Written {
  /** A text, or the items of a list, as they were typed; an empty one is an answer left open. */
  written: string | string[];
  /** Why nothing can be read, in place of `written`. */
  fault?: string;
}

/** The lines `question: answer`; and a sentence for each that is none, with its place. */
function linesOf(source: string, name: string): { lines: AnswerLine[]; faults: string[] } {
  const whole = parse(source);
  if (typeof whole === 'string') return linesByThemselves(source, name);
  const { contents, lineOf } = whole;
  if (contents === null) return { lines: [], faults: [] };
  if (!isMap(contents)) return { lines: [], faults: [`${name}: it is no list of lines "question: answer".`] };
  const lines = contents.items.map(({ key, value }): AnswerLine => {
    const id = isScalar(key) ? (key.source ?? String(key.value)) : '?';
    return { id, line: lineOf(key.range[0]), ...writtenIn(value) };
  });
  return { lines, faults: [] };
}

/** A text as YAML, or why it is none. */
function parse(source: string) {
  const counter = new LineCounter();
  try {
    const options = { lineCounter: counter, prettyErrors: false, uniqueKeys: false, logLevel: 'error' } as const;
    const { contents, errors } = parseDocument(source, options);
    const [fault] = errors;
    if (fault) return fault.message.split('\n')[0]?.slice(0, LONGEST_MESSAGE) ?? '';
    return { contents: contents as ParsedNode | null, lineOf: (offset: number) => counter.linePos(offset).line };
  } catch (error) {
    return (error as Error).message.slice(0, LONGEST_MESSAGE); // a depth of brackets that the stack cannot hold
  }
}

function writtenIn(value: ParsedNode | null): Written {
  if (value === null) return { written: '' };
  if (isSeq(value)) {
    const items = (value.items as ParsedNode[]).map(textOf);
    if (items.every((item) => item !== undefined)) return { written: items };
  }
  const written = textOf(value);
  return written === undefined ? { written: '', fault: 'this is neither a text nor a list of letters' } : { written };
}

/** What was typed: `0x10` and not 16. */
function textOf(node: ParsedNode): string | undefined {
  if (!isScalar(node)) return undefined;
  if (node.value === null) return '';
  return typeof node.value === 'string' ? node.value : node.source;
}

/** A line with a question's id at its head; in quotes, if they like. */
const HEAD = /^(["']?)([\p{L}\p{N}_-]+)\1\s*:(?=\s|$)/u;

function linesByThemselves(source: string, name: string) {
  const lines: AnswerLine[] = [];
  const faults: string[] = [];
  for (const { text, line } of entries(source)) {
    const id = HEAD.exec(text)?.[2];
    if (id !== undefined) lines.push({ id, line, ...writtenAlone(text) });
    else if (faults.length < MOST_FAULTS) faults.push(`${name}:${line}: this is no line "question: answer".`);
  }
  return { lines, faults };
}

function writtenAlone(text: string): Written {
  const alone = parse(text);
  if (typeof alone === 'string') {
    return { written: '', fault: `this is no YAML (${alone}). Put the answer in quotation marks` };
  }
  return writtenIn(isMap(alone.contents) ? ((alone.contents.items[0]?.value ?? null) as ParsedNode | null) : null);
}

/** The parts of a text that begin at the left margin, each with the lines that are indented below it. */
function entries(source: string) {
  const found: { text: string; line: number }[] = [];
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const last = found.at(-1);
    if (/^(#|---|\.\.\.|\s*$)/.test(line)) continue;
    if (/^\s/.test(line) && last) last.text += `\n${line}`;
    else found.push({ text: line, line: index + 1 });
  }
  return found;
}
