import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { COMPILER_LIMITS, OVER_OUTPUT, runEsbuild } from './run-esbuild.ts';
import { messageAt } from './source-place.ts';

/** JavaScript as esbuild made it of a student's file, with imports as they are written. `reason`: why there is none. */
export type Compiled = { state: 'compiled'; code: string; map: MapOfSource } | { state: 'broken'; reason: string };

/** A source map, as far as it is looked into here. */
export interface MapOfSource {
  version: number;
  sources: string[];
  sourcesContent?: string[];
  sourceRoot?: string;
  mappings: string;
  names: string[];
}

/** The same as `runEsbuild`'s limit, for what is read here. */
const OUTPUT_LIMIT_BYTES = COMPILER_LIMITS.outputMiB * 1024 * 1024;

/** Compiles TypeScript (by path: `src/server.ts`) in a folder of its own, which goes. A file that breaks esbuild costs only itself. */
export async function compile(sources: ReadonlyMap<string, string>, directory: string): Promise<Map<string, Compiled>> {
  const compiled = new Map<string, Compiled>();
  const fit = [...sources].filter(([file, source]) => {
    const size = Buffer.byteLength(source);
    if (size <= SOURCE_LIMIT_BYTES) return true;
    compiled.set(file, { state: 'broken', reason: `${file} has ${Math.ceil(size / 1024)} KiB, the limit is 64 KiB.` });
    return false;
  });
  try {
    if (fit.length > 0 && !(await compileTogether(fit, directory, compiled))) {
      for (const one of fit) compiled.set(one[0], await compileOne(one, directory));
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  return compiled;
}

type Source = [file: string, text: string];

async function compileTogether(sources: Source[], directory: string, into: Map<string, Compiled>): Promise<boolean> {
  const shown = await writeSources(sources, directory);
  const ending = await runEsbuild(directory, [...shown.keys()]);
  if (ending.state !== 'compiled') return false;
  for (const [file, show] of shown) into.set(file, await readCompiled(file, sources, directory, show));
  return true;
}

async function compileOne(source: Source, directory: string): Promise<Compiled> {
  const [file, text] = source;
  const shown = await writeSources([source], directory);
  const ending = await runEsbuild(directory, [file]);
  switch (ending.state) {
    case 'compiled':
      return readCompiled(file, [source], directory, shown.get(file) ?? String);
    case 'errors':
      return { state: 'broken', reason: errorsInWords(ending.messages, file, text) };
    case 'stopped':
      await seeThatItWorks(directory);
      return { state: 'broken', reason: `${file} cannot be compiled ${ending.why}.` };
    default:
      return ending satisfies never;
  }
}

/** A compiler that cannot even compile nothing is no student's fault. */
async function seeThatItWorks(directory: string): Promise<void> {
  await writeSources([['src/nothing.ts', '']], directory);
  const ending = await runEsbuild(directory, ['src/nothing.ts']);
  if (ending.state !== 'compiled') throw new Error(`esbuild does not work here: ${JSON.stringify(ending)}`);
}

/** Writes what esbuild is to read; the functions put back into its output what was hidden from it. */
async function writeSources(sources: Source[], directory: string): Promise<Map<string, (code: string) => string>> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(join(directory, 'in/src'), { recursive: true });
  const shown = new Map<string, (code: string) => string>();
  for (const [file, text] of sources) {
    const { hidden, show } = hideMappingComments(text);
    await writeFile(join(directory, 'in', file), hidden);
    shown.set(file, show);
  }
  return shown;
}

async function readCompiled(
  file: string,
  sources: Source[],
  directory: string,
  show: (code: string) => string,
): Promise<Compiled> {
  const path = join(directory, 'out', basename(file).replace(/\.ts$/, '.js'));
  const size = (await stat(path)).size + (await stat(`${path}.map`)).size;
  if (size > OUTPUT_LIMIT_BYTES) return { state: 'broken', reason: `${file} cannot be compiled ${OVER_OUTPUT}.` };
  const code = show(await readFile(path, 'utf8'));
  const map: MapOfSource = JSON.parse(await readFile(`${path}.map`, 'utf8'));
  const text = sources.find(([name]) => name === file)?.[1] ?? '';
  return { state: 'compiled', code, map: { ...map, sources: [file], sourcesContent: [text] } };
}

/** What esbuild prints of an error: `✘ [ERROR] TEXT`, an empty line, and `    in/src/server.ts:1:12:`, columns in bytes from 0. */
const ERROR = /^✘ \[ERROR\] (.*)(?:\n.+)*\n\n {4}\S+:(\d+):(\d+):$/gm;

/** Each error as `src/server.ts:14:9: Expected ")" but found ";"`, with the line, and a caret under the place. */
function errorsInWords(messages: string, file: string, source: string): string {
  const errors = [...messages.matchAll(ERROR)].map(([, text = '', line, column]) => {
    const start = Buffer.from(source.split(/\r\n|[\r\n\u2028\u2029]/)[Number(line) - 1] ?? '')
      .subarray(0, Number(column))
      .toString();
    return messageAt({ file, line: Number(line), column: start.length }, text, source);
  });
  return errors.join('\n\n');
}

const WORD = 'sourceMappingURL';

/**
 * Hides the word by which esbuild is told of a source map: it would read whatever file a student names there, and quote
 * it when that is no map (`//# sourceMappingURL=/etc/passwd`). Another word of the same length stands in its place, so
 * that all columns stay, and `show` puts it back where it was no comment.
 */
function hideMappingComments(source: string): { hidden: string; show: (code: string) => string } {
  if (!source.includes(WORD)) return { hidden: source, show: (code) => code };
  let number = 0;
  const word = () => `labHidden${String(number).padStart(WORD.length - 'labHidden'.length, '0')}`;
  while (source.includes(word())) number++;
  const hides = word();
  return { hidden: source.replaceAll(WORD, hides), show: (code) => code.replaceAll(hides, WORD) };
}

/** Largest source file that is compiled, in bytes: compilers are soft on larger ones. Collection takes no larger file. */
const SOURCE_LIMIT_BYTES = 64 * 1024;
