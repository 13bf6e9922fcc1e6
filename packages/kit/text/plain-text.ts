import { stripVTControlCharacters } from 'node:util';

// It needs no package: the dispatcher says by it that none is installed.

/** Control characters but the tab and the line feed, and marks that turn the direction of what stands around them. */
const CONTROLS = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/**
 * Text of a student's for the screen, on one line: without terminal escapes, control characters, marks that turn the
 * direction of writing, and line breaks.
 */
export function plainLine(text: string): string {
  return plainText(text).replaceAll(/\s+/g, ' ').trim();
}

/** The same for a file that people read: line breaks and tabs stay. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/\r\n?/g, '\n').replaceAll(CONTROLS, '');
}
