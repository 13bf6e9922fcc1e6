/** What differs from one run to the next without any meaning, and what stands for it in a golden transcript. */
const CHANCE: [pattern: RegExp, placeholder: string | ((match: string) => string)][] = [
  [/(?<=\(node:)\d+(?=\))/g, 'PID'],
  // The columns of the diagrams stay: a port has five digits, and so has what stands for it.
  [/(?<=:|\bport |--port[ =])[1-6]\d{4}\b/gi, 'PORT_'],
  [/(?<=[│╳]) +[\d,]+ ms$/gm, (time) => '… ms'.padStart(time.length)],
  [/(?<=--seed[ =])\d+/g, 'SEED'],
  // Measured seconds: no part of an address (127.0.0.100), nor of a time of day (03:04:05.750).
  [/(?<![\d.:])[+-]?\d+\.\d{3,}(?![\d.])/g, 'SECONDS'],
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) => (Math.abs(Date.parse(time) - Date.now()) < OF_THIS_RUN_MS ? 'NOW' : time)],
  [/(?:\/private)?(?:\/var\/folders|\/tmp)\/[^\s:"')]+/g, 'TEMPORARY'],
];

/** How far a time may be from now to be of this very run: some checks have a server whose clock is an hour wrong. */
const OF_THIS_RUN_MS = 2 * 3_600_000;

/** A failure's message as it is kept and read: with placeholders for ports, times, process ids and such. */
export function normalise(message: string): string {
  const text = CHANCE.reduce((words, [pattern, put]) => words.replace(pattern, put as string), message);
  return `${text.replace(/[ \t]+$/gm, '').trim()}\n`;
}
