/** A mutant as an edit of a right program: a section of `mutants/<program>.diff`. */
export interface MutantEdit {
  fault: string;
  /** The name of a check of its program: `echoes-every-byte`. */
  caughtBy: string;
  /** The variant that it is an edit of; the solution when left out. */
  editOf?: string;
  /** Why what its student reads differs from run to run. */
  varies?: string;
  /** Only at this level of isolation can it be caught. */
  level?: 'bubblewrap';
  /** The id of the misconception that its failure is taken for. */
  looksAs?: string;
  hunks: Hunk[];
}

/** Lines that stand exactly once in the right program, and what the mutant has instead. */
export interface Hunk {
  /** The line of its `@@`. */
  line: number;
  before: string[];
  after: string[];
}

/** A section by the name of its mutant, read or with its one fault: `packages/…/server.diff:12: …`. */
export interface Section {
  name: string;
  /** The line of its heading. */
  line: number;
  reading: { edit: MutantEdit } | { fault: string };
}

const KEYS = ['caught by', 'edit of', 'varies', 'level', 'looks as if'] as const;

/**
 * Reads the mutants of a program:
 *
 *     ### first-chunk-only
 *     # echoes the first chunk of each connection only
 *     # caught by: echoes-bytes-that-arrive-in-two-writes
 *     @@
 *     -  socket.on('data', echo);
 *     +  socket.once('data', echo);
 *
 * @param file how the faults name it: `packages/echo-service/mutants/server.diff`
 */
export function parseMutants(file: string, text: string): Section[] {
  const lines = text.split(/\r?\n/);
  const starts = [...lines.keys()].filter((index) => lines[index]?.startsWith('### '));
  const sections = starts.map((start, index) => {
    const name = lines[start]?.slice(4).trim() ?? '';
    const isSecond = starts.slice(0, index).some((other) => lines[other]?.slice(4).trim() === name);
    return new SectionReader(file, name, start + 1).read(lines.slice(start + 1, starts[index + 1]), isSecond);
  });
  const early = lines.slice(0, starts[0]).findIndex((line) => line !== '');
  if (early < 0) return sections;
  const fault = `${file}:${early + 1}: expected "### NAME", found ${JSON.stringify(lines[early])}.`;
  return [{ name: '', line: early + 1, reading: { fault } }, ...sections];
}

class SectionReader {
  private readonly file: string;
  private readonly name: string;
  private readonly start: number;

  /** @param start the line of the heading, counted from 1 */
  constructor(file: string, name: string, start: number) {
    this.file = file;
    this.name = name;
    this.start = start;
  }

  read(lines: string[], isSecond: boolean): Section {
    const { name, start: line } = this;
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
      const fault = `${this.file}:${line}: a mutant's name is small letters, digits and hyphens, not ${JSON.stringify(name)}.`;
      return { name, line, reading: { fault } };
    }
    const reading = isSecond ? this.fault(0, 'this name stands above already') : this.readEdit(lines);
    return { name, line, reading };
  }

  private readEdit(lines: string[]): Section['reading'] {
    const isHead = (line: string | undefined) => line?.startsWith('# ');
    const first = lines.findIndex((line) => !isHead(line));
    const head = first < 0 ? lines : lines.slice(0, first);
    const fields: Partial<Record<(typeof KEYS)[number], string>> = {};
    const [fault = '', ...rest] = head.map((line) => line.slice(2).trim());
    if (fault === '' || KEYS.some((key) => fault.startsWith(`${key}:`))) {
      return this.fault(1, 'expected "# " and the fault in words');
    }
    for (const [index, field] of rest.entries()) {
      const [, name = '', value = ''] = /^([^:]*):\s*(.*)$/.exec(field) ?? [];
      const key = KEYS.find((each) => each === name);
      if (!key) return this.fault(index + 2, `"${field}" is none of "${KEYS.join(': …", "')}: …"`);
      if (value === '') return this.fault(index + 2, `"${key}:" says nothing`);
      if (fields[key] !== undefined) return this.fault(index + 2, `"${key}:" stands twice`);
      fields[key] = value;
    }
    const { 'caught by': caughtBy, level } = fields;
    if (caughtBy === undefined) return this.fault(0, 'no line "# caught by: CHECK" says which check fails it');
    if (level !== undefined && level !== 'bubblewrap') {
      return this.fault(2 + rest.indexOf(`level: ${level}`), `there is no level "${level}". Write "bubblewrap"`);
    }
    const hunks = this.readHunks(lines, head.length);
    if ('fault' in hunks) return hunks;
    const { 'edit of': editOf, varies, 'looks as if': looksAs } = fields;
    return {
      edit: {
        ...{ fault, caughtBy },
        ...(editOf !== undefined && { editOf }),
        ...(varies !== undefined && { varies }),
        ...(level !== undefined && { level }),
        ...(looksAs !== undefined && { looksAs }),
        hunks,
      },
    };
  }

  private readHunks(lines: string[], from: number): Hunk[] | { fault: string } {
    const hunks: Hunk[] = [];
    let blanks = 0; // below a hunk they only separate; within one they are empty lines that an editor has trimmed
    for (const [index, line] of lines.entries()) {
      const hunk = hunks.at(-1);
      const sign = line[0] ?? '';
      if (index < from) continue;
      if (line === '@@') {
        hunks.push({ line: this.start + index + 1, before: [], after: [] });
        blanks = 0;
      } else if (sign === '') {
        blanks += 1;
      } else if (hunk && ' -+'.includes(sign)) {
        const empty = Array<string>(blanks).fill('');
        if (hunk.before.length + hunk.after.length > 0) {
          hunk.before.push(...empty);
          hunk.after.push(...empty);
        }
        if (sign !== '+') hunk.before.push(line.slice(1));
        if (sign !== '-') hunk.after.push(line.slice(1));
        blanks = 0;
      } else {
        const wanted = hunk ? 'a line that begins with a blank, "-" or "+"' : '"@@"';
        return this.fault(index + 1, `expected ${wanted}, found ${JSON.stringify(line)}`);
      }
    }
    if (hunks.length === 0) return this.fault(0, 'it has no hunk: "@@", and lines below it that change the program');
    for (const { line, before, after } of hunks) {
      const at = line - this.start;
      if (before.join('\n') === after.join('\n')) return this.fault(at, 'this hunk changes nothing');
      if (before.length === 0) return this.fault(at, 'this hunk only adds. Begin with the line that it stands behind');
    }
    return hunks;
  }

  /** @param offset the line, counted from the heading */
  private fault(offset: number, why: string): { fault: string } {
    return { fault: `${this.file}:${this.start + offset}: ${this.name}: ${why}.` };
  }
}
