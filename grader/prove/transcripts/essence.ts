/** A line of the wire's diagram that stands for many. */
const MORE_EVENTS = /^ +(?:…|\.\.\.) \S+ more events/;
/** Any other line of it: who, the line between the two ends, when. */
const WIRE_LINE = /^(peer \d+)? *[│╳](.*)[│╳](?: +\S+ ms)?$/;

/**
 * What two transcripts of the same fault have in common, however the system cut the bytes, wherever a broken line broke,
 * and whatever raced: two transcripts are the same when their essences are. Sizes are not of it, nor is the order of the
 * wire's events, nor where a long text was cut or differs.
 */
export function essence(transcript: string): string {
  const lines = transcript.split('\n');
  const words = lines
    .filter((line) => !WIRE_LINE.test(line) && !MORE_EVENTS.test(line) && !isSketch(line))
    .join(' ')
    .replace(/"(?:[^"\\]|\\.)*" …|… "(?:[^"\\]|\\.)*"(?: …)?/g, 'LONG')
    .replace(/\b\d{1,3}(?:,\d{3})+\b|\b\d{4,}\b/g, 'MANY')
    .replace(/ in (?:\d+|MANY) pieces?\b/g, '')
    .replace(/\s+/g, ' ')
    .replace(/They differ at byte MANY of MANY[^:]*: "(?:[^"\\]|\\.)*" was expected, "(?:[^"\\]|\\.)*" came\./, '')
    .trim();
  return [words, ...wireOf(lines)].join('\n');
}

/** Hex rows, carets, and the sentences that say where in a long text two bytes differ. */
function isSketch(line: string): boolean {
  return /^\s*(?:in hex: )?(?:… )?(?:[0-9a-f]{2} ?)+…?\s*$/.test(line) || /^[\s^]+$/.test(line);
}

/** Which kinds of events each end had on the wire, in alphabetical order. */
function wireOf(lines: string[]): string[] {
  if (lines.some((line) => MORE_EVENTS.test(line))) return ['long wire'];
  const events = lines.flatMap((line) => {
    const [, peer = 'peer', event = ''] = WIRE_LINE.exec(line) ?? [];
    const kind = kindOf(event);
    return kind ? [`${peer}: ${kind}`] : [];
  });
  return [...new Set(events)].sort();
}

/** Closing is none: programs are stopped as soon as a check has failed, and what the wire still sees of that is chance. */
function kindOf(event: string): string | undefined {
  const label = event.replace(/^◀?─+|─+▶?$/g, '').trim();
  if (label === '' || /^(FIN|RST)/.test(label)) return undefined;
  const from = event.startsWith('◀') ? 'from the program' : 'from the peer';
  if (label.startsWith('(')) return label;
  return `${/^(connect|refused|ICMP)/.exec(label)?.[0] ?? 'data'} ${from}`;
}
