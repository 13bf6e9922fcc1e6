import { posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

const KIT = 'packages/kit';

/**
 * The files of the kit that a module names: in an import, in `new URL('watcher-main.js', import.meta.url)`, or by their folder
 * (`questions/`, and `../built-in/` of a template), which stands for all modules in it.
 *
 * @param path of the module, relative to the course
 * @param ofKit all files of the kit, likewise
 * @throws Error when the module does not parse
 */
export function modulesNamedIn(path: string, text: string, ofKit: ReadonlySet<string>): string[] {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path} does not parse: ${errors[0].message}`);
  const named = new Set<string>();
  const add = (words: string) => {
    for (const file of filesNamed(path, words, ofKit)) named.add(file);
  };
  new Visitor({
    Literal: ({ value }) => {
      if (typeof value === 'string') add(value);
    },
    TemplateLiteral: ({ quasis: [first] }) => {
      const head = first?.value.raw ?? '';
      if (head.includes('/')) add(head.slice(0, head.lastIndexOf('/') + 1));
    },
  }).visit(program);
  return [...named];
}

function filesNamed(path: string, words: string, ofKit: ReadonlySet<string>): string[] {
  if (words === '@socket-lab/kit') return [`${KIT}/index.ts`];
  if (words.startsWith('@socket-lab/kit/')) return [`${KIT}/${words.slice('@socket-lab/kit/'.length)}.ts`];
  const target = posix.join(posix.dirname(path), words);
  if (ofKit.has(target)) return [target];
  if (!words.endsWith('/') || words.startsWith('/') || !target.startsWith(`${KIT}/`)) return [];
  return [...ofKit].filter((file) => /\.[cm]?[jt]s$/.test(file) && `${posix.dirname(file)}/` === target);
}
