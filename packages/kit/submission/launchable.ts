import type { ReadFile } from './read-compiled.ts';
import type { ProgramFacts } from './shortcuts/read-program.ts';
import { neighbourOf } from './shortcuts/why-refused.ts';

/** `.js` is an ECMAScript module, `.cjs` a CommonJS one. */
export type Extension = '.js' | '.cjs';

/** A student's file may use `require`, in a module too (TypeScript's `import x = require(…)`). */
const REQUIRE_LINE =
  'import { createRequire as labCreateRequire } from "node:module"; globalThis.require ??= labCreateRequire(import.meta.url);\n';

/** A program with neither module syntax nor anything of CommonJS is a module, as in the topic's own package. */
export function extensionOf({ isModule, isCommonJs }: ProgramFacts): Extension {
  return isCommonJs && !isModule ? '.cjs' : '.js';
}

/**
 * What Node launches: imports that name a neighbour's `.ts` (or leave the extension out) are pointed at the staged
 * neighbour, `require` is there for a module too, and the source map at the end names the student's file.
 * @param neighbours the extension under which each program is staged
 */
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
