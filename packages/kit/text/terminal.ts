interface Screen {
  width: number;
  /** ASCII only: the terminal shows nothing else. */
  ascii: boolean;
  /** Somebody listens, or wants it as plain as that: no drawings, no colours, nothing that is written over. */
  plain: boolean;
  /** A line can be written over, to show how far a run is. */
  isLive: boolean;
}

/** What of an output stream is asked: `process.stdout` has it. */
type OutputStream = { isTTY?: boolean; columns?: number };
/** Longer lines are hard to read. */
const MOST_COLUMNS = 100;
/** Less leaves no room for a wire's diagram: there the terminal breaks the lines itself. */
const LEAST_COLUMNS = 40;
/** A file, a pipe to a pager: what most terminals show. */
const USUAL_COLUMNS = 80;

export function theScreen(
  stream: OutputStream = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Screen {
  const isTerminal = stream.isTTY === true;
  const asked = isTerminal ? stream.columns : Number(env.COLUMNS);
  const columns = asked && Number.isInteger(asked) ? asked : USUAL_COLUMNS;
  const plain = !['', '0', undefined].includes(env.SOCKET_LAB_PLAIN);
  return {
    width: Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, columns)),
    ascii: isTerminal && showsAsciiOnly(env, platform),
    plain,
    isLive: isTerminal && !plain && env.TERM !== 'dumb',
  };
}

export function reportFor({ width, ascii, plain }: Screen): RenderOptions {
  return { width, ascii, wire: plain ? 'plain' : 'drawn' };
}

/**
 * A console without the signs that we draw with, as of Linux itself (`TERM=linux`) or of Windows before its Terminal (which sets
 * `WT_SESSION`; editors set `TERM_PROGRAM`), or a locale that is not UTF-8 (locale(7)). One that says nothing can do it.
 */
function showsAsciiOnly(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (env.TERM === 'dumb' || env.TERM === 'linux') return true;
  if (platform === 'win32') return !env.WT_SESSION && !env.TERM_PROGRAM && !env.ConEmuANSI;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return locale !== undefined && locale !== '' && !/utf-?8/i.test(locale);
}

/** Whether somebody sits at a terminal that can be drawn on: keys can be asked for, lines written over. */
export function isInteractive(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true && process.env.TERM !== 'dumb';
}

/** How many columns a line of text may have: those of the terminal, but no more than are easy to read. */
export const lineWidth = (): number => Math.min(process.stdout.columns ?? 100, 100);

export interface RenderOptions {
  format?: 'terminal' | 'markdown' | 'html';
  /** The most columns of a line; 100 when left out. Only a command, which is to be copied, is never broken. */
  width?: number;
  /** ASCII only, for terminals that show nothing else. */
  ascii?: boolean;
  /** The wire drawn, or in sentences for a reader who hears it. Drawn when left out. */
  wire?: 'drawn' | 'plain';
  /** The wire, and what the programs did, stand above it already, step by step. */
  areStepsShown?: boolean;
}
