/** How the sentence of each misconception begins, behind "It looks as if". */
export const SENTENCES: Readonly<Record<string, string>> = {
  'answers-the-wrong-client': 'one variable holds the',
  'answers-every-client': 'each answer goes to every client',
  'one-buffer-for-all': 'one variable holds the unfinished lines',
  'listens-on-one-address': 'the server does not listen on all addresses',
  'one-client-after-the-other': 'a client is served only when those before it have left',
  'waits-for-a-newline': 'the program waits for a newline',
  'answers-at-the-end': 'the program answers only when the client has ended its side',
  'half-close-lost': 'a reply is lost when the client has ended its side',
  'waits-for-the-other-end': 'the program keeps the connection open until the',
  'bytes-through-a-string': 'the bytes go through a string',
  'decodes-as-latin-1': 'the bytes are decoded as latin1',
  'sends-latin-1': 'the text is sent in latin1',
  'decodes-as-ascii': "the bytes are decoded as 'ascii'",
  'decodes-each-chunk': 'each chunk is decoded by itself',
  'cuts-characters': 'bytes are cut into pieces of 16 inside of characters',
  'joins-datagrams': 'datagrams are joined like the bytes of a stream',
  'lines-together-are-one': "all that a 'data' event brings is taken for one line",
  'chunk-is-message': "what one 'data' event brings is taken for the whole message",
  'forgets-earlier-chunks': "each 'data' event begins anew",
  'reads-only-once': 'the program receives only once',
  'write-false-is-failure': 'the false of write() is taken for a failure',
  'drops-the-carriage-return': 'the CR of a line is taken for a part of its end',
  trims: 'the text is trimmed',
  'names-the-wrong-end': 'the program names',
  'asks-an-unconnected-socket': 'the socket is asked where it is connected while it is not',
  'characters-for-bytes': 'characters are counted and not bytes',
  'chunks-for-bytes': "'data' events are counted and not bytes",
  'one-count-for-all': 'one variable counts for all clients',
  'object-as-text': 'an object is put into a text',
};

/** The id of the misconception that a failure's message says it looks as if; `unknown` when its sentence is none of these. */
export function diagnosisIn(message: string): string | undefined {
  const sentence = /(?:^|\n)It looks as if (.*?)(?:\n\n|$)/s.exec(message)?.[1]?.replace(/\s+/g, ' ');
  if (sentence === undefined) return undefined;
  const begun = Object.entries(SENTENCES).filter(([, begin]) => sentence.startsWith(begin));
  return begun.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 'unknown';
}
