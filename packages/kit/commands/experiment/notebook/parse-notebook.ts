import { type Document, LineCounter, parseDocument } from 'yaml';
import { type Note, notebookSchema } from './note.ts';

/** A notebook that was read. */
export interface Notebook {
  /** By the number of the experiment. */
  notes: ReadonlyMap<number, Note>;
  document: Document.Parsed;
}

/**
 * Reads the text of an experiments.yaml.
 * @param name how the file is called in messages
 * @throws Error with one line: the file, the line, and what is wrong there
 */
export function parseNotebook(source: string, name: string): Notebook {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const at = (offset: number | undefined) => (offset === undefined ? name : `${name}:${lines.linePos(offset).line}`);
  const [fault] = document.errors;
  if (fault) throw new Error(`${at(fault.pos[0])}: ${fault.message.split('\n')[0]}`);
  const parsed = notebookSchema.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${at(offsetOf(document, issue?.path ?? []))}: ${issue?.message}`);
  }
  const known = Object.entries(parsed.data).map(
    ([number, note]) => [Number(number), withoutNulls(note ?? {})] as const,
  );
  return { notes: new Map(known), document };
}

/** Where a part stands. A number is a key of the YAML as a number. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number | undefined {
  const keys = path.map((key) => (/^\d+$/.test(String(key)) ? Number(key) : key));
  const node = document.getIn(keys, true) as { range?: [number, number, number] } | undefined;
  return node?.range?.[0];
}

function withoutNulls(note: object): Note {
  return Object.fromEntries(Object.entries(note).filter(([, value]) => value !== null && value !== ''));
}
