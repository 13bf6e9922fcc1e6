import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { isMap, isScalar, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { readOwnText } from '../../text/read-own-text.ts';
import { UsageError } from '../../text/usage-error.ts';
import { writeAtomically } from '../../text/write-atomically.ts';
import { parseYaml } from '../../topic/parse-yaml.ts';

/** What a student has noted down of one experiment; each part may still be missing. */
export interface Note {
  /** The letter that was predicted. */
  prediction?: string;
  /** The prediction in words of their own. */
  words?: string;
  /** The letter that came true. */
  outcome?: string;
  /** Whether the prediction came true. */
  match?: boolean;
  /** Why, in words of their own. */
  why?: string;
}

const text = z
  .union([z.string(), z.number(), z.boolean()], 'this is a text in one line, or in several behind "|"')
  .transform((value) => String(value).trim());
const letter = z
  .string('the prediction is a letter')
  .transform((value) => value.trim().toLowerCase())
  .refine((value) => /^[a-z]$/.test(value), 'the prediction is a letter');

/** What it does not know it leaves alone: the file is the student's. */
const note = z.object(
  {
    prediction: letter.nullish(),
    words: text.nullish(),
    outcome: letter.nullish(),
    match: z.boolean('match is true or false').nullish(),
    why: text.nullish(),
  },
  'under the number of an experiment stand "prediction: …", "why: …"',
);
const notesByNumber = z.record(
  z.string(),
  note.nullable(),
  'it is no list of experiments, "6:" and under it "prediction: …"',
);

export type NotebookFile = ReturnType<typeof notebookFile>;

/**
 * A student's experiments.yaml on the disk. A file in which something is wrong is never written to; and a file is read
 * anew before it is written, so that what an editor has written to it meanwhile stays.
 */
export function notebookFile(courseDirectory: string) {
  const name = 'experiments.yaml';
  const path = join(courseDirectory, name);
  function mended<T>(read: (source: string | undefined) => T): T {
    const source = readOwnText(path, name);
    try {
      return read(source);
    } catch (error) {
      const fault = stripVTControlCharacters((error as Error).message).replace(/\.?$/, '.');
      throw new UsageError(`${fault} Mend it first; nothing in it was changed.`);
    }
  }
  return {
    name,
    /**
     * What is noted down, by the number of the experiment.
     * @throws UsageError that says in a line what has to be mended first
     */
    read: (): ReadonlyMap<number, Note> => mended((source) => parseNotebook(source ?? '', name).notes),
    /** @throws UsageError when it cannot be written, or has become faulty */
    note(number: number, more: Note): void {
      const text = mended((source) => withNote(source, name, number, more));
      try {
        writeAtomically(path, text);
      } catch (error) {
        throw new UsageError(`${name} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
      }
    },
  };
}

/**
 * Reads the text of an experiments.yaml.
 * @param name how the file is called in messages
 * @throws Error with one line: the file, the line, and what is wrong there
 */
export function parseNotebook(source: string, name: string) {
  const { value = {}, fault, place, document } = parseYaml(source, name);
  if (fault) throw new Error(fault);
  const parsed = notesByNumber.safeParse(value);
  if (!parsed.success) {
    const { path = [], message } = parsed.error.issues[0] ?? {};
    const keys = path.map((key) => (/^\d+$/.test(String(key)) ? Number(key) : key)); // a number is a key of YAML as a number
    throw new Error(`${place(keys)}: ${message}`);
  }
  const known = Object.entries(parsed.data).map(([number, note]): [number, Note] => [
    Number(number),
    Object.fromEntries(Object.entries(note ?? {}).filter(([, part]) => part !== null && part !== '')),
  ]);
  return { notes: new Map(known), document };
}

const HEADER = `# What I predicted in the experiments, what happened, and why I think it did.
# "pnpm experiment" writes it. Remarks of your own stay where they are.
# A prediction stands once it is made. To predict anew, delete the experiment's lines.
`;

/**
 * The text of an experiments.yaml with more in the note of one experiment. Comments stay, the kind of line end, and what
 * stands there besides.
 * @param source the text so far; `undefined` when there is no file yet
 * @throws Error with one line when the text is faulty
 */
export function withNote(source: string | undefined, name: string, number: number, more: Note): string {
  const { document } = parseNotebook(source ?? HEADER, name);
  if (!isMap(document.contents)) document.contents = document.createNode({}) as YAMLMap.Parsed;
  const all = document.contents as YAMLMap;
  const pair = all.items.find(({ key }) => isScalar(key) && Number(key.value) === number);
  if (!pair) all.set(number, document.createNode(more));
  else if (isMap(pair.value)) for (const [key, value] of Object.entries(more)) pair.value.set(key, value);
  else pair.value = document.createNode(more);
  const text = document.toString({ lineWidth: 0 });
  return source?.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}
