import { quoted } from '../../text/printable.ts';

/** The most columns of a quoted piece of a request. */
const COLUMNS = 200;

/** A piece of a request in double quotes. @param text a letter for each byte (latin1) */
export function quotedText(text: string): string {
  return quoted(Buffer.from(text, 'latin1'), { columns: COLUMNS });
}
