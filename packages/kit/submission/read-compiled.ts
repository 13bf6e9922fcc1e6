import { isMachineError } from '../failure/machine-error.ts';
import type { Compiled } from './compile/compile.ts';
import type { Extension, ProgramFacts, ReadFile, ReadProgram } from './shortcuts/read-program.ts';
import { mayUse, neighbourOf, type ProgramRules } from './shortcuts/rules.ts';

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
  if (!compiled) throw new Error(`${file} was not compiled.`);
  if (compiled.state !== 'compiled') return compiled;
  try {
    const facts = (mayUse(compiled.code, rules) && (await readTree(compiled.code))) || NOTHING_TO_SAY;
    return { ...compiled, state: 'read', file, source, facts, extension: extensionOf(facts) };
  } catch (error) {
    if (!(error instanceof RangeError) || isMachineError(error)) throw error;
    return { state: 'broken', reason: `${file} cannot be compiled: it is nested too deeply.` };
  }
}

/** A student's file may use `require`, in a module too (TypeScript's `import x = require(…)`). */
const REQUIRE_LINE =
  'import { createRequire as labCreateRequire } from "node:module"; globalThis.require ??= labCreateRequire(import.meta.url);\n';

/** A program with neither module syntax nor anything of CommonJS is a module, as in the topic's own package. */
function extensionOf({ isModule, isCommonJs }: ProgramFacts): Extension {
  return isCommonJs && !isModule ? '.cjs' : '.js';
}

/** What Node launches: imports name staged neighbours, `require` is there for a module too, the source map is at the end. */
export function launchable({ code, map, facts }: ReadFile, neighbours: ReadonlyMap<string, Extension>): string {
  let staged = code;
  for (const { what, name, start, end } of facts.uses.toReversed()) {
    const neighbour = what === 'module' && name !== undefined ? neighbourOf(name) : undefined;
    const extension = neighbour === undefined ? undefined : neighbours.get(neighbour);
    if (extension) staged = `${staged.slice(0, start)}"./${neighbour}${extension}"${staged.slice(end)}`;
  }
  const needsRequire = facts.isCommonJs && facts.isModule;
  const hashbang = /^#!.*\n/.exec(staged)?.[0] ?? '';
  if (needsRequire) staged = `${hashbang}${REQUIRE_LINE}${staged.slice(hashbang.length)}`;
  const moved = { ...map, sourceRoot: '../', mappings: `${needsRequire ? ';' : ''}${map.mappings}` };
  const data = Buffer.from(JSON.stringify(moved)).toString('base64');
  return `${staged}//# sourceMappingURL=data:application/json;base64,${data}\n`;
}
