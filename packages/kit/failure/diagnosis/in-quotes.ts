import { quoted } from '../../text/printable.ts';

/** So much of what came is quoted in a sentence. */
const COLUMNS = 24;

/** The end of long bytes, the whole of short ones, in quotes: a sentence has little room. */
export function inQuotes(bytes: string | Uint8Array): string {
  return quoted(bytes, { columns: COLUMNS });
}
