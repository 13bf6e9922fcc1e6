import type { Comments, Token } from './tokens.ts';

const KEYWORDS = new Set(
  (
    'as async await break case catch class const continue default delete do else extends false finally for function if ' +
    'import in instanceof let new null of return static super switch this throw true try typeof undefined var void while yield'
  ).split(' '),
);
const SPACE_OR_WORD = /\s+|[$_\p{L}][$\p{L}\p{N}_]*|\d[\w.]*/uy;
const MARK = /=>|\.\.\.|\?\?=?|\?\.|[=!]==?|&&=?|\|\|=?|\*\*=?|<<|>>>?|[-+*/%&|^<>]=|\+\+|--|[\s\S]/y;
const STRING = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y;
/** When they are read, the marks that begin their lines are no code, nor are those of a quotation or of a diff. */
const COMMENT = {
  'left out': /\/\/[^\n]*|\/\*[\s\S]*?\*\//y,
  read: /\/\/+|\/\*+|\*+\/|(?<=^[ \t]*)[*#>+-]+(?= )/my,
};

/** Cuts a text into tokens, as they stand. It knows no grammar: a piece of a program will do. */
export class Scanner {
  private readonly tokens: Token[] = [];
  private readonly text: string;
  private readonly comment: RegExp;
  private at = 0;
  private line = 1;

  constructor(text: string, comments: Comments) {
    this.text = text;
    this.comment = COMMENT[comments];
  }

  scan(): Token[] {
    while (this.at < this.text.length) this.scanCode(false);
    return this.tokens;
  }

  /** Reads on to the end, or to the brace that closes an expression within a template. */
  private scanCode(isInTemplate: boolean): void {
    let depth = 0;
    while (this.at < this.text.length) {
      const word = this.match(SPACE_OR_WORD);
      if (word !== undefined) this.addWord(word);
      else if (this.match(this.comment) === undefined && !this.readString()) {
        const mark = this.match(MARK) ?? '';
        if (isInTemplate && mark === '}' && depth === 0) return;
        if (mark === '{') depth += 1;
        if (mark === '}') depth -= 1;
        this.add('mark', mark);
      }
    }
  }

  private addWord(word: string): void {
    if (/^\s/.test(word)) return;
    const before = this.tokens.at(-1)?.text;
    if (/^\d/.test(word)) this.add('telling', word.replaceAll('_', ''));
    else if (KEYWORDS.has(word)) this.add('telling', word === 'const' || word === 'var' ? 'let' : word);
    else this.add(before === '.' || before === '?.' ? 'telling' : 'name', word);
  }

  /** A quotation mark that nothing closes on its line is an apostrophe: a mark. */
  private readString(): boolean {
    const { line } = this;
    const string = this.match(STRING);
    if (string !== undefined) this.addString(string.slice(1, -1), line);
    else if (this.text[this.at] === '`') this.readTemplate();
    else return false;
    return true;
  }

  private readTemplate(): void {
    this.advance(1);
    let words = '';
    while (this.at < this.text.length && this.text[this.at] !== '`') {
      if (this.text.startsWith('${', this.at)) {
        this.addString(words, this.line);
        words = '';
        this.advance(2);
        this.scanCode(true);
      } else words += this.advance(this.text[this.at] === '\\' ? 2 : 1);
    }
    this.addString(words, this.line);
    this.advance(1);
  }

  private addString(content: string, line: number): void {
    this.tokens.push({ kind: 'telling', text: `"${content.replaceAll(/\\(['"`])/g, '$1')}"`, line });
  }

  private add(kind: Token['kind'], text: string): void {
    this.tokens.push({ kind, text, line: this.line });
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    return found === undefined ? undefined : this.advance(found.length);
  }

  private advance(length: number): string {
    const passed = this.text.slice(this.at, this.at + length);
    this.at += length;
    for (let end = passed.indexOf('\n'); end >= 0; end = passed.indexOf('\n', end + 1)) this.line += 1;
    return passed;
  }
}
