export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${thousands(number)} ${number === 1 ? noun : plural}`;
}

/** `16,777,216`, whatever the machine's language. */
export const thousands = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ',');

/** A program's name in a sentence: `The server`, `The program`. */
export function programLabel(program: string): string {
  return /^(server|client)$/.test(program) ? `The ${program}` : 'The program';
}

/** An address and port as one writes them: `127.0.0.1:80`; an IPv6 address in brackets, `[::1]:80` (RFC 3986 §3.2.2). */
export function addressInWords(place: string): string {
  return place.replace(/^([0-9a-f.:]*:[0-9a-f.:]*(?:%\w+)?):(\d+)$/i, '[$1]:$2').replace(/^\[::ffff:([\d.]+)\]/i, '$1');
}
