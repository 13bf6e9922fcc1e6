import { isMap, isScalar, type YAMLMap } from 'yaml';
import type { Note } from './note.ts';
import { parseNotebook } from './parse-notebook.ts';

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
