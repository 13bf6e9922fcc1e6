/** A stretch of a solution that students write themselves. */
export interface Gap {
  number: number;
  line: number; // The line of the opening marker in the solution, counted from 1.
  indent: string; // The blanks before the opening marker: the starter's lines get the same.
  words: string[]; // The words of the TODO, line by line as in the solution.
  /** The code that stands in the starter instead of the body; empty when it is a plain call of `todo`. */
  starter: string[];
  body: string[]; // The lines that fill the gap, without line ends.
}

function* faultsOfGap(gap: Gap): Generator<string> {
  const { number } = gap;
  if (gap.words.join('').trim() === '') {
    yield `gap ${number} has no words. Say what to do: "// gap ${number}: bind the socket".`;
  }
  if (gap.body.join('').trim() === '') {
    yield `gap ${number} is empty. Put the lines that students write between it and "// end gap".`;
  }
  if (gap.starter.length === 0) return;
  const calls = [...gap.starter.join('\n').matchAll(/\btodo\((\d*)\)/g)].map((call) => call[1] ?? '');
  if (calls.length === 0) {
    yield `the starter's code of gap ${number} never calls todo(${number}), so the program could not say that the gap is open.`;
  }
  const other = calls.find((call) => call !== String(number));
  if (other !== undefined) yield `the starter's code of gap ${number} calls todo(${other}). Call todo(${number}).`;
}

interface ParsedSolution {
  pieces: (string | Gap)[]; // The solution in its order: text kept byte for byte, and gaps.
  gaps: Gap[];
  /** One line each, `packages/…/server.ts:14: gap 3 opens inside gap 2. …`; empty when the markers are right. */
  faults: string[];
}

/** Reads the gap markers of a solution (README.md). @param path how the faults name the file */
export function parseGaps(path: string, text: string): ParsedSolution {
  const reader = new GapReader(path);
  for (const line of text.split(/(?<=\n)/)) reader.read(line);
  return reader.finish();
}

class GapReader {
  private readonly pieces: (string | Gap)[] = [];
  private readonly gaps: Gap[] = [];
  private readonly faults: string[] = [];
  private readonly path: string;
  private lineNumber = 0;
  private open: Gap | undefined;
  private inBody = false; // Within the open gap: its body has begun, words and starter lines are over.

  constructor(path: string) {
    this.path = path;
  }

  read(whole: string): void {
    this.lineNumber += 1;
    const text = whole.replace(/\r?\n$/, '');
    const line = readLine(text);
    switch (line.kind) {
      case 'open':
        this.openGap(line);
        break;
      case 'end':
        this.closeGap();
        break;
      case 'starter':
        this.readStarter(line.code);
        break;
      case 'words':
        this.readWords(whole, text, line.words);
        break;
      case 'text':
        this.readText(whole, text);
        break;
      case 'malformed':
        this.fault(line.why);
        break;
      default:
        line satisfies never;
    }
  }

  finish(): ParsedSolution {
    if (this.open) this.fault(`gap ${this.open.number} is never closed. Close it with "// end gap".`, this.open.line);
    if (this.gaps.length === 0 && this.faults.length === 0) {
      this.fault('no gap. Mark what students write with "// gap 1: …" above and "// end gap" below.', 1);
    }
    return { pieces: this.pieces, gaps: this.gaps, faults: this.faults };
  }

  private openGap({ gap: number, indent, words }: Extract<Line, { kind: 'open' }>): void {
    if (this.open) {
      const outer = this.open.number;
      this.fault(`gap ${number} opens inside gap ${outer}. Close gap ${outer} first with "// end gap".`);
    }
    const due = this.gaps.length + 1;
    if (number !== due) {
      this.fault(`gap ${number} stands where gap ${due} is due. Number the gaps 1, 2, 3 … in the order of the file.`);
    }
    const gap: Gap = { number, line: this.lineNumber, indent, words: [], starter: [], body: [] };
    if (words !== '') gap.words.push(words);
    this.open = gap;
    this.inBody = false;
    this.gaps.push(gap);
    this.pieces.push(gap);
  }

  private closeGap(): void {
    if (!this.open) {
      this.fault('"// end gap" closes no gap. Open one first with "// gap 1: …", or delete this line.');
      return;
    }
    for (const why of faultsOfGap(this.open)) this.fault(why, this.open.line);
    this.open = undefined;
  }

  private readStarter(code: string): void {
    if (!this.open) {
      this.fault('"// starter:" stands outside a gap. Move it below the line that opens its gap, "// gap 1: …".');
    } else if (this.inBody) {
      this.fault(`"// starter:" stands inside the body of gap ${this.open.number}. Move it above the body.`);
    } else {
      this.open.starter.push(code);
    }
  }

  private readWords(whole: string, text: string, words: string): void {
    if (this.open && !this.inBody && this.open.starter.length === 0) this.open.words.push(words);
    else this.readText(whole, text);
  }

  private readText(whole: string, text: string): void {
    if (this.open) {
      this.inBody = true;
      this.open.body.push(text);
    } else if (typeof this.pieces.at(-1) === 'string') {
      this.pieces[this.pieces.length - 1] += whole;
    } else {
      this.pieces.push(whole);
    }
  }

  private fault(why: string, line = this.lineNumber): void {
    this.faults.push(`${this.path}:${line}: ${why}`);
  }
}

type Line =
  /** `// gap 2: bind the socket` */
  | { kind: 'open'; indent: string; gap: number; words: string }
  | { kind: 'end' }
  /** `// starter: const server = todo(1);` */
  | { kind: 'starter'; code: string }
  /** `//   more words`: below an opening line the words of the gap go on; elsewhere a comment like others. */
  | { kind: 'words'; words: string }
  /** A comment that begins like a marker and is none. */
  | { kind: 'malformed'; why: string }
  | { kind: 'text' };

const OPEN = /^([ \t]*)\/\/ gap (\d+):(.*)$/;
const END = /^[ \t]*\/\/ end gap[ \t]*$/;
const STARTER = /^[ \t]*\/\/[ \t]*starter:[ \t]?(.*)$/;
const WORDS = /^[ \t]*\/\/ {3,}(\S.*)$/;
const LIKE_OPEN = /^[ \t]*\/\/[ \t]*gap\b/i;
const LIKE_END = /^[ \t]*\/\/[ \t]*end[ \t-]*gap\b/i;

function readLine(text: string): Line {
  const open = OPEN.exec(text);
  if (open) return { kind: 'open', indent: open[1] ?? '', gap: Number(open[2]), words: (open[3] ?? '').trim() };
  if (END.test(text)) return { kind: 'end' };
  const starter = STARTER.exec(text);
  if (starter) return { kind: 'starter', code: (starter[1] ?? '').trimEnd() };
  if (LIKE_OPEN.test(text)) {
    return { kind: 'malformed', why: 'a gap opens with its number and its words: "// gap 2: bind the socket".' };
  }
  if (LIKE_END.test(text))
    return { kind: 'malformed', why: 'a gap ends with "// end gap" and nothing else on the line.' };
  const words = WORDS.exec(text);
  if (words) return { kind: 'words', words: (words[1] ?? '').trimEnd() };
  return { kind: 'text' };
}
