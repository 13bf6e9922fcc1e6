/** An error as Node writes it to stderr, taken apart. */
export interface WrittenError {
  kind: 'error';
  /** Nothing caught it: it ended the program, or the thread. */
  isUncaught: boolean;
  message: string[];
  /** The first frame in a file of the student's, or in code that a worker was given as text: `src/server.ts:31`. */
  place?: string;
  /** That line of the file, when Node shows it. */
  source?: string;
  /** The class whose 'error' event nobody listened for: `Socket`. */
  emitter?: string;
  code?: string;
  /** What a permission was missing for. */
  resource?: string;
  /** The messages of the errors behind it: its causes, or the members of an AggregateError. */
  causes: string[];
}

/** A line that belongs to no error. */
export interface PlainLine {
  kind: 'line';
  text: string;
}

const FRAME =
  /^\s+at (?:async )?(?:.*? \()?(?<file>(?:node:|file:\/\/|data:|\[worker eval\]|[\\/]|[A-Za-z]:[\\/]).*):(?<line>\d+):\d+\)?(?: \{)?$|^\s+at .*$/;
/** In code that a program made out of text the frame names where `eval` stands, in our file and not in the student's. */
const EVAL_FRAME = /^\s+at .*\(eval at /;
const LOCATION =
  /^(?<file>node:\S+|(?:file:\/\/)?\/.*|[A-Za-z]:[\\/].*|data:.*|\[worker eval\]|<anonymous_script>):(?<line>\d+)$/;
/** Code that a worker thread was given as text (`eval: true`, a `data:` URL). */
const WORKER_TEXT = /^(?:data:|\[worker eval\]$)/;
/** Longer messages are none of Node's: what follows is another matter. */
const MOST_MESSAGE = 100;
const CARET = /^\s*\^+\s*$/;
const EMITTED = /^Emitted 'error' event on (\w+) instance at:$/;
const REMARK = /^(Node\.js v\d.*|\(Use `node --.*)$/;
const UNSETTLED = /^Warning: Detected unsettled top-level await at (?<file>.+):(?<line>\d+)$/;

/** Cuts what a program wrote to stderr into the errors that Node wrote, and lines of its own. */
export function readErrors(lines: string[]): (WrittenError | PlainLine)[] {
  const found: (WrittenError | PlainLine)[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    const read = readError(lines, index) ?? readUnsettledAwait(lines, index);
    if (read) found.push(read.error);
    else if (!REMARK.test(line)) found.push({ kind: 'line', text: line });
    index = read?.next ?? index + 1;
  }
  return found;
}

interface Read {
  error: WrittenError;
  next: number;
}

function readError(lines: string[], begin: number): Read | undefined {
  const header = readHeader(lines, begin);
  const first = header?.next ?? begin;
  // Without a header only the line right before the frames is known to be of the error.
  let next = header ? endOfMessage(lines, first) : first + 1;
  if (next === first || next > lines.length || (!header && !isFrame(lines[next]))) return undefined;
  const isUncaught = header !== undefined;
  const error: WrittenError = {
    kind: 'error',
    isUncaught,
    message: lines.slice(first, next),
    causes: [],
    ...header?.own,
  };

  for (; next < lines.length; next++) {
    const line = lines[next] ?? '';
    const emitter = EMITTED.exec(line)?.[1];
    if (emitter) error.emitter = emitter;
    else if (!isFrame(line)) break;
    else if (!EVAL_FRAME.test(line)) error.place ??= ownPlace(FRAME.exec(line)?.groups);
    if (line.endsWith(' {')) return { error, next: readProperties(lines, next + 1, error) };
  }
  return { error, next };
}

interface Header {
  next: number;
  own?: Pick<WrittenError, 'place' | 'source'>;
}

/** What ends a thread is thrown again in the main one, inside Node: then the place in the thread comes second. */
function readHeader(lines: string[], begin: number): Header | undefined {
  const header = headerAt(lines, begin);
  if (!header || header.own) return header;
  const inThread = headerAt(lines, header.next);
  return inThread?.own ? inThread : header;
}

/** Where the error was thrown, the line of source there and a caret, as Node prints before an error that nothing caught. */
function headerAt(lines: string[], begin: number): Header | undefined {
  const location = LOCATION.exec(lines[begin] ?? '');
  const caret = [begin + 1, begin + 2, begin + 3].find((index) => CARET.test(lines[index] ?? ''));
  if (!location || caret === undefined) return undefined;
  const place = ownPlace(location.groups);
  const next = lines[caret + 1] === '' ? caret + 2 : caret + 1;
  return { next, ...(place && { own: { place, source: lines[begin + 1]?.trim() } }) };
}

/** The first frame, past empty lines too; of what was thrown without frames, the end of its lines. */
function endOfMessage(lines: string[], first: number): number {
  const rest = lines.slice(first, first + MOST_MESSAGE);
  const end = rest.findIndex((line) => isFrame(line) || REMARK.test(line));
  if (isFrame(rest[end])) return first + end;
  const over = rest.findIndex(isOver);
  return first + (over === -1 ? rest.length : over);
}

/** The properties that util.inspect shows behind the frames, up to the closing brace. */
function readProperties(lines: string[], begin: number, error: WrittenError): number {
  const end = lines.indexOf('}', begin);
  if (end === -1) return begin;
  for (const line of lines.slice(begin, end)) {
    const code = /^ {2}code: '(\w+)'/.exec(line)?.[1];
    const cause = /^ {2}\[cause\]: (.*\w.*)$/.exec(line)?.[1] ?? /^ {4}(\w*Error\b.*)$/.exec(line)?.[1];
    const resource = /^ {2}resource: '([^']+)'/.exec(line)?.[1];
    if (code) error.code = code;
    if (resource) error.resource = resource;
    if (cause) error.causes.push(cause);
  }
  return end + 1;
}

function readUnsettledAwait(lines: string[], begin: number): Read | undefined {
  const place = ownPlace(UNSETTLED.exec(lines[begin] ?? '')?.groups);
  if (!place) return undefined;
  const message = ['A top-level await waits for something that can no longer happen.'];
  const end = lines[begin + 3] === '' ? begin + 4 : begin + 3;
  const source = lines[begin + 1]?.trim();
  return { error: { kind: 'error', isUncaught: false, message, place, source, causes: [] }, next: end };
}

function isFrame(line: string | undefined): boolean {
  return line !== undefined && FRAME.test(line);
}

function isOver(line: string | undefined): boolean {
  return line === '' || REMARK.test(line ?? '') || EMITTED.test(line ?? '');
}

/** `src/server.ts:31` for a file of the student's; `undefined` for one of Node, of a package or of the course. */
function ownPlace(position: Record<string, string | undefined> | undefined): string | undefined {
  const { file = '', line } = position ?? {};
  if (WORKER_TEXT.test(file)) return `line ${line} of the code that the worker was given`;
  if (file === '' || /^(node:|native$|<anonymous|\[)|[\\/](node_modules|packages[\\/]kit)[\\/]/.test(file))
    return undefined;
  return `${shortPath(file)}:${line}`;
}

/** The file as its author knows it: `src/server.ts`, or its bare name when it is in no `src` folder. */
export function shortPath(file: string): string {
  return /(?:^|[\\/])(src[\\/][^\\/]+)$/.exec(file)?.[1]?.replace('\\', '/') ?? file.replace(/^.*[\\/]/, '');
}
