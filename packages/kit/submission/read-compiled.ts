import type { Compiled, MapOfSource } from './compile/compile.ts';
import { type Extension, extensionOf } from './launchable.ts';
import { mayUse } from './shortcuts/may-use.ts';
import type { ProgramRules } from './shortcuts/program-rules.ts';
import type { ProgramFacts } from './shortcuts/read-program.ts';

/** A student's file that compiles, and what its syntax tree says. */
export interface ReadFile {
  state: 'read';
  /** As the student knows it: `src/server.ts`. */
  file: string;
  source: string;
  code: string;
  map: MapOfSource;
  facts: ProgramFacts;
  extension: Extension;
}

export type ReadProgram = ReadFile | { state: 'broken'; reason: string };

/** Of plain imports of Node's modules only; and of what has no syntax tree: Node words that. */
const NOTHING_TO_SAY: ProgramFacts = { uses: [], isModule: true, isCommonJs: false };

/** The parser is loaded only when it is needed: most programs do without. */
async function readTree(code: string): Promise<ProgramFacts | undefined> {
  const { readProgram } = await import('./shortcuts/read-program.ts');
  return readProgram(code);
}

/** What a compiled file uses, and as which kind of module it is to be launched. */
export async function readCompiled(
  file: string,
  source: string,
  compiled: Compiled | undefined,
  rules: ProgramRules,
): Promise<ReadProgram> {
  if (compiled?.state !== 'compiled') return compiled ?? { state: 'broken', reason: `${file} was not compiled.` };
  try {
    const facts = (mayUse(compiled.code, rules) && (await readTree(compiled.code))) || NOTHING_TO_SAY;
    return { ...compiled, state: 'read', file, source, facts, extension: extensionOf(facts) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { state: 'broken', reason: `${file} cannot be compiled: it is nested too deeply.` };
  }
}
