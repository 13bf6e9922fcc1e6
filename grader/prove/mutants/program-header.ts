/** The comment that opens a mutant: which program it is, what is wrong with it, and the check that must say so. */
export interface MutantHeader {
  program: string;
  fault: string;
  /** A check's id: `server/echoes-every-byte`. */
  caughtBy: string;
  /** Why what its student reads differs from run to run; mostly there is no such line. */
  varies?: string;
  /** Only at this level of isolation can it be caught. */
  level?: 'bubblewrap';
  /** The id of the misconception that its failure is taken for. */
  looksAs?: string;
}

/** The comment that opens a variant: which program it is, and in what it differs from the solution. */
export interface VariantHeader {
  program: string;
  differs: string;
}

/** A header, or what is wrong with it: `packages/…/server-x.ts:2: expected "// fault: …", found "…".` */
export type HeaderReading<Header> = { header: Header } | { fault: string };

/** A mutant or a variant. */
export interface ProgramFacts<Header> {
  /** Of a mutant its program and its fault, `server/one-write-only`; of a variant the file's name, `server-class`. */
  name: string;
  /** Where it stands: `packages/…/mutants/server.diff:254`, or a file of its own. */
  file: string;
  /** The whole program. */
  text: string;
  reading: HeaderReading<Header>;
}

/**
 * Reads the header of a mutant that is a file of its own, `<program>-<fault>.ts`. Below its three lines there may be
 * `// varies: …`, `// level: bubblewrap` and `// looks as if: …`.
 */
export function readMutantHeader(file: string, text: string, programs: readonly string[]): HeaderReading<MutantHeader> {
  const fields = readFields(file, text, ['mutant of', 'fault', 'caught by']);
  if ('fault' in fields) return fields;
  const [program, fault, caughtBy] = fields.values as [string, string, string];
  const wrong = nameFault(file, program, programs, 'the fault');
  if (wrong) return { fault: wrong };
  const more = new Map(text.split(/\r?\n/, 6).slice(3).flatMap(optionalField));
  const [varies, level, looksAs] = ['varies', 'level', 'looks as if'].map((key) => more.get(key));
  return {
    header: {
      ...{ program, fault, caughtBy },
      ...(varies !== undefined && { varies }),
      ...(level === 'bubblewrap' && { level }),
      ...(looksAs !== undefined && { looksAs }),
    },
  };
}

function optionalField(line: string): [key: string, value: string][] {
  const [, key = '', value = ''] = /^\/\/ (varies|level|looks as if): (.+)$/.exec(line) ?? [];
  return key === '' ? [] : [[key, value]];
}

/** Reads the header of a variant. The name of the file is `<program>-<how>.ts`. */
export function readVariantHeader(
  file: string,
  text: string,
  programs: readonly string[],
): HeaderReading<VariantHeader> {
  const fields = readFields(file, text, ['variant of', 'differs']);
  if ('fault' in fields) return fields;
  const [program, differs] = fields.values as [string, string];
  const wrong = nameFault(file, program, programs, 'what is different');
  return wrong ? { fault: wrong } : { header: { program, differs } };
}

function readFields(file: string, text: string, names: string[]): { values: string[] } | { fault: string } {
  const lines = text.split(/\r?\n/);
  const values: string[] = [];
  for (const [index, name] of names.entries()) {
    const line = lines[index] ?? '';
    const start = `// ${name}: `;
    const value = line.startsWith(start) ? line.slice(start.length).trim() : '';
    if (value === '') return { fault: `${file}:${index + 1}: expected "${start}…", found ${JSON.stringify(line)}.` };
    values.push(value);
  }
  return { values };
}

function nameFault(file: string, program: string, programs: readonly string[], rest: string): string | undefined {
  if (!programs.includes(program)) {
    return `${file}:1: the topic has no program "${program}". Its programs are: ${programs.join(', ')}.`;
  }
  const name = file.slice(file.lastIndexOf('/') + 1);
  const words = name.startsWith(`${program}-`) && name.slice(program.length + 1);
  if (words && /^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(words)) return undefined;
  return `${file}: the name of the file has to be "${program}-" and ${rest} in small letters, digits and hyphens.`;
}
