import { type Gap, parseGaps } from './parse-gaps.ts';

interface Solution {
  program: string; // `server`
  path: string; // How a fault names the file: `packages/echo-service/solution/server.ts`.
  text: string;
}

/** A solution with each gap opened, and `todo` behind it. @throws Error with a line for each malformed marker */
export function makeStarter({ program, path, text }: Solution): string {
  const { pieces, faults } = parseGaps(path, text);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const kept = pieces.map((piece) => (typeof piece === 'string' ? piece : openGap(piece, lineEnd))).join('');
  const todo = todoFunction(`src/${program}.ts`).replaceAll('\n', lineEnd);
  return `${kept.trimEnd()}${lineEnd}${lineEnd}${todo}`;
}

function openGap(gap: Gap, lineEnd: string): string {
  const [first, ...more] = gap.words;
  const call = `todo(${gap.number}, ${literal(firstClause(gap.words.join(' ')))})`;
  const code = gap.starter.length > 0 ? gap.starter : [`todo(${gap.number});`];
  return [
    `// TODO ${gap.number}: ${first}`,
    ...more.map((words) => `//   ${words}`),
    ...code.map((line) => line.replace(/\btodo\(\d+\)/g, () => call)),
  ]
    .map((line) => (line === '' ? lineEnd : `${gap.indent}${line}${lineEnd}`))
    .join('');
}

/** The program names the gap by the first clause that stands alone; the rest is advice, and stays in the comment. */
const firstClause = (words: string): string => words.replace(/(?:;|\.(?=\s+[\p{Lu}`"']))\s.*$/u, '').replace(/\.$/, '');

/** A string literal on one line, in the quotes that need the fewest escapes. */
function literal(words: string): string {
  if (!words.includes("'")) return `'${words.replaceAll('\\', '\\\\')}'`;
  return JSON.stringify(words);
}

/**
 * The function at the end of each starter. It reads the line of its call from the stack, which tsx and
 * `node --enable-source-maps` give in terms of the TypeScript source.
 */
export function todoFunction(file: string): string {
  return `/** Says which TODO the program has reached, and ends it. Nothing calls it once every TODO is done. */
function todo(gap: number, what: string): never {
  const line = new Error().stack?.split('\\n')[2]?.match(/:\\d+(?=:\\d+\\)?$)/)?.[0] ?? '';
  console.error(\`TODO \${gap} is still open: \${what} (${file}\${line})\`);
  process.exit(1);
}
`;
}
