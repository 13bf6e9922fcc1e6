import type { Misconception } from './evidence.ts';

/** What `String` makes of an object that has no text of its own (ECMA-262, Object.prototype.toString). */
const OBJECT_AS_TEXT = /\[object (?:Object|Promise|Array|Map|Set)\]/;

/** An object was put into a text, and not one of its fields. */
export const objectAsText: Misconception = ({ comparison, programs }) => {
  const found = OBJECT_AS_TEXT.exec(programs.at(-1)?.stdout ?? '')?.[0];
  if (found === undefined || comparison?.kind !== 'words' || !comparison.received.includes(found)) return undefined;
  return `It looks as if an object is put into a text, and not one of its fields, because "${found}" is what becomes of one.`;
};
