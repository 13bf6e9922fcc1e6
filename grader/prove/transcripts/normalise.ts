/** What differs from one run to the next without any meaning, and what stands for it in a golden transcript. */
const CHANCE: [pattern: RegExp, placeholder: string | ((match: string) => string)][] = [
  [/(?<=\(node:)\d+(?=\))/g, 'PID'],
  // The columns of the diagrams stay: a port has five digits, and so has what stands for it.
  [/(?<=:|\bport |--port[ =])[1-6]\d{4}\b/gi, 'PORT_'],
  [/(?<=[│╳]) +[\d,]+ ms$/gm, (time) => '… ms'.padStart(time.length)],
  [/(?<=--seed[ =])\d+/g, 'SEED'],
  [/(?:\/private)?(?:\/var\/folders|\/tmp)\/[^\s:"')]+/g, 'TEMPORARY'],
];

/** A failure's message as it is kept and read: with placeholders for ports, times, process ids and such. */
export function normalise(message: string): string {
  const text = CHANCE.reduce((words, [pattern, put]) => words.replace(pattern, put as string), message);
  return `${text.replace(/[ \t]+$/gm, '').trim()}\n`;
}
