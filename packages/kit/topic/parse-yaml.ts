import { type Document, LineCounter, parseDocument } from 'yaml';

/** A YAML text as a value, which knows where its parts stand. */
interface Yaml {
  /** The whole as plain data; `undefined` for an empty text, and when there is a `fault`. */
  value: unknown;
  /** Why it is no YAML, in one line that begins with the place. */
  fault?: string;
  /** The place of a part, for the head of a message: `quiz.yaml:12`; the file alone when there is no such part. */
  place(path: readonly PropertyKey[]): string;
  document: Document.Parsed;
}

/**
 * Parses a YAML text. It throws for nothing that stands in the text.
 * @param name how the file is called in messages: `packages/echo-service/quiz.yaml`
 */
export function parseYaml(text: string, name: string): Yaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const at = (offset: number) => `${name}:${lines.linePos(offset).line}`;
  const place = (path: readonly PropertyKey[]) => {
    const part = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
    return part?.range ? at(part.range[0]) : name;
  };
  const failed = (fault: string) => ({ value: undefined, fault, place, document });
  const [error] = document.errors;
  if (error) return failed(`${at(error.pos[0])}: ${error.message.split('\n')[0]?.replace(/:$/, '')}`);
  try {
    return { value: document.toJS() ?? undefined, place, document };
  } catch (thrown) {
    return failed(`${name}: ${(thrown as Error).message}`); // aliases that would grow beyond all measure
  }
}
