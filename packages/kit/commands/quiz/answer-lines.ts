import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';

/** One answer as it stands in a file. */
export interface AnswerLine {
  /** The question's id, or what stands in its place. */
  id: string;
  /** Where it stands; the first line is 1. */
  line: number;
  /** A text, or the items of a list, as they were typed; an empty one is an answer left open. */
  written: string | string[];
  /** Why nothing can be read, in place of `written`. */
  fault?: string;
}

export interface AnswerLines {
  lines: AnswerLine[];
  /** What is no such line, a sentence each, with its place. */
  faults: string[];
}

/** More are not told, or looked for: who has that many has handed in something else. */
const MOST_FAULTS = 20;
const LONGEST_MESSAGE = 200;

/**
 * Reads the lines `question: answer` of an answers.yaml. It throws for nothing that stands in the text, takes time in
 * proportion to its length, and unfolds no aliases. Where the whole is no YAML, each line is read by itself, so that a
 * fault costs the question in whose line it stands.
 * @param name how the file is called in messages
 */
export function answerLines(source: string, name: string): AnswerLines {
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

interface Parsed {
  contents: ParsedNode | null;
  /** @param offset in the source */
  lineOf(offset: number): number;
}

/** A text as YAML, or why it is none. */
function parse(source: string): Parsed | string {
  const counter = new LineCounter();
  try {
    const options = { lineCounter: counter, prettyErrors: false, uniqueKeys: false, logLevel: 'error' } as const;
    const { contents, errors } = parseDocument(source, options);
    const [fault] = errors;
    if (fault) return fault.message.split('\n')[0]?.slice(0, LONGEST_MESSAGE) ?? '';
    return { contents: contents as ParsedNode | null, lineOf: (offset) => counter.linePos(offset).line };
  } catch (error) {
    return (error as Error).message.slice(0, LONGEST_MESSAGE); // a depth of brackets that the stack cannot hold
  }
}

function writtenIn(value: ParsedNode | null): Pick<AnswerLine, 'written' | 'fault'> {
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

function linesByThemselves(source: string, name: string): AnswerLines {
  const read: AnswerLines = { lines: [], faults: [] };
  for (const { text, line } of entries(source)) {
    const id = HEAD.exec(text)?.[2];
    if (id !== undefined) read.lines.push({ id, line, ...writtenAlone(text) });
    else if (read.faults.length < MOST_FAULTS) read.faults.push(`${name}:${line}: this is no line "question: answer".`);
  }
  return read;
}

function writtenAlone(text: string): Pick<AnswerLine, 'written' | 'fault'> {
  const alone = parse(text);
  if (typeof alone === 'string') {
    return { written: '', fault: `this is no YAML (${alone}). Put the answer in quotation marks` };
  }
  return writtenIn(isMap(alone.contents) ? ((alone.contents.items[0]?.value ?? null) as ParsedNode | null) : null);
}

/** The parts of a text that begin at the left margin, each with the lines that are indented below it. */
function entries(source: string): { text: string; line: number }[] {
  const found: { text: string; line: number }[] = [];
  for (const [index, line] of source
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const last = found.at(-1);
    if (/^(#|---|\.\.\.|\s*$)/.test(line)) continue;
    if (/^\s/.test(line) && last) last.text += `\n${line}`;
    else found.push({ text: line, line: index + 1 });
  }
  return found;
}
