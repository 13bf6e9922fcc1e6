/** A call of `todo`, but neither its definition nor one that stands in a comment. */
const OPEN_GAP = /^(?!\s*\/\/).*(?<!function )\btodo\((\d+)/gm;

/** The numbers of the gaps that a program has still open, from its transpiled code: its author's comments are no matter. */
export function openGaps(code: string): number[] {
  return [...code.matchAll(OPEN_GAP)].map(([, gap]) => Number(gap));
}

export interface OpenGap {
  gap: number;
  /** Where the call stands in the file; the first line is 1. */
  line: number;
}

/** A call, not the function that the starter defines, and not a method of that name. */
const CALL = /(?<!\bfunction\s+)(?<![\p{ID_Continue}$.#])todo\s*\(\s*(\d+)/gu;

/** The gaps that are still open, in the order of their lines, from TypeScript that need not compile. */
export function openGapsIn(source: string): OpenGap[] {
  if (!source.includes('todo')) return [];
  const code = codeOf(source);
  let line = 1;
  let read = 0;
  return [...code.matchAll(CALL)].map(({ 1: gap, index }) => {
    line += code.slice(read, index).split('\n').length - 1;
    read = index;
    return { gap: Number(gap), line };
  });
}

/**
 * A TypeScript source with blanks in place of its comments, and of what stands in its strings, templates and regular
 * expressions: what is left is code, each piece of it where it was. Code within a template's `${…}` is code.
 *
 * It knows just enough of the grammar for that (ECMA-262 §12). Where a slash could begin a regular expression or divide,
 * what stands before it decides; a wrong guess is over at the end of its line, as a string is that has no end.
 */
export function codeOf(source: string): string {
  let code = '';
  let divides = false; // what a slash would do here
  const open: ('{' | '${')[] = []; // braces that are not closed yet, and whether they stand in a template
  for (let at = 0; at < source.length; ) {
    const inTemplate = source[at] === '`' || (source[at] === '}' && open.at(-1) === '${');
    const { text, kind }: Token = inTemplate ? templateAt(source, at) : tokenAt(source, at, divides);
    if (source[at] === '}') open.pop();
    if (text === '{') open.push('{');
    if (inTemplate && text.endsWith('${')) open.push('${');
    code += kind === 'code' ? text : blank(text);
    at += text.length;
    if (kind !== 'space') divides = kind === 'code' ? dividesBehind(text) : !text.endsWith('${');
  }
  return code;
}

interface Token {
  text: string;
  /** `space`: blanks and comments, behind which everything is as before them. `text`: strings and the like. */
  kind: 'space' | 'text' | 'code';
}

/**
 * Blanks and comments; or a string, which ends with its line at the latest; or a regular expression; or a word, or a sign.
 * Nobody writes a regular expression of more than 400 pieces, and to look for its end at each slash of a line takes time.
 */
const TOKEN =
  /(\s+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^'\\\n]|\\\r?[\s\S])*'?|"(?:[^"\\\n]|\\\r?[\s\S])*"?)|(\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,400}\]){1,400}\/\w*)|[\p{ID_Continue}$]+|\+\+|--|[\s\S]/uy;
/** From a backquote, or from the brace that ends a `${…}`, to the next `${` or the end. */
const TEMPLATE = /[`}](?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)?/uy;

function tokenAt(source: string, at: number, divides: boolean): Token {
  TOKEN.lastIndex = at;
  const [text = '', space, string, regExp] = TOKEN.exec(source) ?? [];
  if (space !== undefined) return { text, kind: 'space' };
  if (regExp !== undefined && divides) return { text: '/', kind: 'code' };
  return { text, kind: string === undefined && regExp === undefined ? 'code' : 'text' };
}

function templateAt(source: string, at: number): Token {
  TEMPLATE.lastIndex = at;
  return { text: TEMPLATE.exec(source)?.[0] ?? '', kind: 'text' };
}

/** Words behind which a value stands, and no operator. */
const BEFORE_VALUES = /^(?:return|typeof|case|do|else|in|of|instanceof|new|void|delete|throw|yield|await)$/;

/** Behind a value a slash divides. */
function dividesBehind(token: string): boolean {
  if (/^[\p{ID_Continue}$]/u.test(token)) return !BEFORE_VALUES.test(token);
  return /^(?:[)\]}]|\+\+|--)$/.test(token);
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ');
}
