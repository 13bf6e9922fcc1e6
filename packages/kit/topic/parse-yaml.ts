import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { UsageError } from '../text/usage-error.ts';

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

/** Throws for nothing in the text. @param name how messages call the file: `packages/echo-service/quiz.yaml` */
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

/** `course.yaml` does not leave with a handout; its `package.json` has the settings that students need. */
const FILES = ['course.yaml', 'package.json'];

/** `undefined` where the course says nothing. @throws UsageError that names the file, the place and the fault */
export function courseSetting<T>(courseDirectory: string, name: string, schema: z.ZodType<T>): T | undefined {
  const file = FILES.find((each) => existsSync(join(courseDirectory, each)));
  if (file === undefined) return undefined;
  const { value, fault, place } = parseYaml(readFileSync(join(courseDirectory, file), 'utf8'), file); // JSON is YAML, too
  if (fault !== undefined) throw new UsageError(fault);
  const setting = (value as Record<string, unknown> | undefined)?.[name];
  if (setting === undefined) return undefined;
  const parsed = schema.safeParse(setting);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = [name, ...(issue?.path ?? [])];
  throw new UsageError(`${place(path)}: ${path.join('.')}: ${issue?.message}`);
}
