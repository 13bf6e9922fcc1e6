/** A word of a program, as two programs that say the same share it. */
export interface Token {
  /** `name`: an identifier that could be renamed. `telling`: a property, a keyword, a string, a number. `mark`: punctuation. */
  kind: 'name' | 'telling' | 'mark';
  text: string;
  line: number;
}

/** What becomes of comments: `left out`, or `read` as if their text were code (a solution in a comment is one, too). */
type Comments = keyof typeof COMMENT;

const KEYWORDS = new Set(
  (
    'as async await break case catch class const continue default delete do else extends false finally for function if ' +
    'import in instanceof let new null of return static super switch this throw true try typeof undefined var void while yield'
  ).split(' '),
);
const WORD = /(?<word>[$_\p{L}][$\p{L}\p{N}_]*|\d[\w.]*)/u;
/** A quotation mark that nothing closes on its line is an apostrophe: a mark. */
const STRING = /(?<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/;
const MARK = /(?<mark>=>|\.\.\.|\?\?=?|\?\.|[=!]==?|&&=?|\|\|=?|\*\*=?|<<|>>>?|[-+*/%&|^<>]=|\+\+|--|[\s\S])/;
/** When they are read, the marks that begin their lines are no code, nor are those of a quotation or of a diff. */
const COMMENT = { 'left out': /\/\/[^\n]*|\/\*[\s\S]*?\*\//, read: /\/\/+|\/\*+|\*+\/|(?<=^[ \t]*)[*#>+-]+(?= )/ };
const PIECE = /((?:[^\\`$]|\\[\s\S]|\$(?!\{))*)(`|\$\{|$)/y;

/**
 * The tokens of code, also of a piece or in prose. What changes nothing is evened out: white space, semicolons, last commas,
 * quotation marks, `const` or `let`, `{ port: port }` or `{ port }`.
 */
export function tokensOf(text: string, comments: Comments = 'left out'): Token[] {
  const tokens = scan(text, comments);
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const [before, after] = [tokens[at - 1]?.text, tokens[at + 1]?.text];
    if (token.text === ';' || (token.text === ',' && /^[)\]}]$/.test(after ?? ''))) continue;
    const isKey = token.kind === 'name' && after === ':' && (before === '{' || before === ',');
    if (isKey && tokens[at + 2]?.kind === 'name' && /^[,}]$/.test(tokens[at + 3]?.text ?? '')) at += 1;
    else kept.push(isKey ? { ...token, kind: 'telling' } : token);
  }
  return kept;
}

function scan(text: string, comments: Comments): Token[] {
  const parts = [/\s+/, WORD, COMMENT[comments], STRING, MARK];
  const pattern = new RegExp(parts.map(({ source }) => source).join('|'), 'muy');
  const tokens: Token[] = [];
  /** For each template that an expression stands in: the braces that are open in the expression. */
  const braces: number[] = [];
  let at = 0;
  let line = 1;
  const add = (kind: Token['kind'], word: string) => tokens.push({ kind, text: word, line });
  const addString = (content: string) => add('telling', `"${content.replaceAll(/\\(['"`])/g, '$1')}"`);
  const take = (each: RegExp): RegExpExecArray | undefined => {
    each.lastIndex = at;
    const found = each.exec(text) ?? undefined;
    at += found?.[0].length ?? 1;
    return found;
  };
  while (at < text.length) {
    const mark = addCode();
    const isEndOfExpression = mark === '}' && braces.at(-1) === 0;
    if (isEndOfExpression) braces.pop();
    if (isEndOfExpression || mark === '`') {
      const [, content = '', end] = take(PIECE) ?? [];
      addString(content);
      line += linesIn(content);
      if (end === '${') braces.push(0);
    } else if (mark !== undefined) {
      if (braces.length > 0 && /^[{}]$/.test(mark)) braces.push((braces.pop() ?? 0) + (mark === '{' ? 1 : -1));
      add('mark', mark);
    }
  }
  return tokens;

  /** Adds the next word or string. @returns a mark, which is for the caller */
  function addCode(): string | undefined {
    const { 0: all = '', 1: word, 2: string, 3: mark } = take(pattern) ?? [];
    if (string !== undefined) addString(string.slice(1, -1));
    else if (word === undefined) line += linesIn(all);
    else {
      const isProperty = /^\??\.$/.test(tokens.at(-1)?.text ?? '');
      if (/^\d/.test(word)) add('telling', word.replaceAll('_', ''));
      else if (KEYWORDS.has(word)) add('telling', word === 'const' || word === 'var' ? 'let' : word);
      else add(isProperty ? 'telling' : 'name', word);
    }
    return mark;
  }
}

function linesIn(text: string): number {
  return text.includes('\n') ? text.split('\n').length - 1 : 0;
}
