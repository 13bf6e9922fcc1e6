import { basename } from 'node:path';
import { type BuildFailure, build, type Message, type Plugin, transform } from 'esbuild';

/** `extension`: `.js` is an ECMAScript module, `.cjs` a CommonJS one. */
export type Transpiled =
  | { state: 'ready'; code: string; extension: '.js' | '.cjs' }
  | { state: 'broken'; reason: string };

/** A student's file may use `require`, in a module too (TypeScript's `import x = require(…)`). */
const REQUIRE = /\brequire\b/;
/** What only a CommonJS module has. esbuild calls a file one only when it exports something. */
const COMMONJS = /\b(?:require|module|exports|__filename|__dirname)\b/;
const REQUIRE_BANNER =
  'import { createRequire as labCreateRequire } from "node:module"; globalThis.require ??= labCreateRequire(import.meta.url);';

const SETTINGS = {
  platform: 'node',
  target: 'node24',
  charset: 'utf8',
  treeShaking: false,
  sourcemap: 'inline',
  sourceRoot: '../', // what is staged stands in `src`, too; Node puts the two together as they are
  logLevel: 'silent',
  tsconfigRaw: {},
} as const;

/**
 * One TypeScript program to one JavaScript module that Node launches at once, by esbuild, the engine of tsx: so the
 * student's `pnpm server` and a check run the same program. Imports stay imports; one that names a sibling `.ts` (or
 * leaves the extension out) is pointed at the staged sibling. The source map is inline and names the student's file.
 * @param file the program's path as the student knows it: `src/server.ts`
 */
export async function transpile(source: string, file: string): Promise<Transpiled> {
  try {
    const module = await buildModule(source, file);
    const code = module.format !== 'esm' && COMMONJS.test(source) && (await commonJs(source, file));
    return code ? { state: 'ready', code, extension: '.cjs' } : { state: 'ready', code: module.code, extension: '.js' };
  } catch (error) {
    const messages = (error as BuildFailure).errors;
    if (!Array.isArray(messages) || messages.length === 0) throw error;
    return { state: 'broken', reason: messages.map((message) => inWords(message, source, file)).join('\n\n') };
  }
}

/** `undefined` when it is no CommonJS module after all: it awaits at its top level. */
async function commonJs(source: string, file: string): Promise<string | undefined> {
  const options = { ...SETTINGS, loader: 'ts', format: 'cjs', sourcefile: file } as const;
  return transform(source, options).then(
    ({ code }) => code,
    () => undefined,
  );
}

async function buildModule(source: string, file: string): Promise<{ code: string; format: string | undefined }> {
  const result = await build({
    ...SETTINGS,
    stdin: { contents: source, sourcefile: file, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    metafile: true,
    ...(REQUIRE.test(source) && { banner: { js: REQUIRE_BANNER } }),
    plugins: [importsStay],
  });
  return { code: result.outputFiles[0]?.text ?? '', format: Object.values(result.metafile.inputs)[0]?.format };
}

const importsStay: Plugin = {
  name: 'imports-stay',
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ path, kind }) => {
      if (kind === 'entry-point') return undefined;
      return { path: path.startsWith('./') ? stagedSibling(path) : path, external: true };
    });
  },
};

/** `./other.ts` and `./other` are `./other.js` in the staged folder. */
function stagedSibling(path: string): string {
  const name = basename(path);
  if (name.endsWith('.ts')) return `${path.slice(0, -3)}.js`;
  return /\.[cm]?js(on)?$/.test(name) ? path : `${path}.js`;
}

/** `src/server.ts:14:9: Expected ")" but found ";"`, the line, and a caret under the place. */
function inWords({ text, location }: Message, source: string, file: string): string {
  if (!location) return `${file}: ${text}`;
  const line = source.split(/\r?\n/)[location.line - 1] ?? '';
  const start = Buffer.from(line).subarray(0, location.column).toString();
  const indent = start.replace(/[^\t]/gu, ' ');
  return `${file}:${location.line}:${start.length + 1}: ${text}\n  ${line}\n  ${indent}^`;
}
