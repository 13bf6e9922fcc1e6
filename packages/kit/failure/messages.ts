/** What the kit says of a program that failed, in English: the catalogue of messages. Placeholders: `textOf`. */
export const MESSAGES = {
  // A launch
  'ended-before-ready': '{Program} ended before it was ready.',
  'ready-and-running': 'the line "{line}", and a server that keeps running',
  'not-ready': '{Program} did not get ready.',
  'ready-and-bound': 'the line "{line}", and a socket on port {port}',
  'ready-without-binding': 'The server printed its ready line although it could not bind.',
  'no-ready-line': 'no ready line on stdout: a line of success is printed only once it is true',
  'names-another-host': 'The ready line names another address than the one the server is bound to.',
  'host-is': 'HOST is {host}',
  'all-interfaces': '0.0.0.0 (or "::", "*")',
  'names-port-0': 'The server names port 0, on which nobody can reach it.',
  'chosen-port': 'the port that the system has chosen',
  'port-0': 'port 0',
  'answers-elsewhere': 'The server answers at an address that it was not given.',
  'nothing-listens-with': 'with {given}, nothing listens on {address}',
  'connection-accepted-at': 'a connection to {host} was accepted',
  // What a program printed
  'printed-on-other-stream': '{Program} printed {what} on {other}, not on {stream}.',
  'did-not-print': '{Program} did not print {what}.',
  'on-stream': '{what} on {stream}',
  'nothing-on-stream': 'nothing on {stream}',
  'stream-has': 'on {stream}: "{text}"',
  'ended-too-soon': '{seen}, and the program has ended with exit code 0 (too soon, by process.exit() or close()?)',
  'stderr-on-success': '{Program} printed on stderr although all went well.',
  'error-line': 'a line that says what went wrong',
  'usage-line': 'a line that explains its usage',
  'line-with': 'a line with {word}',
  'stack-trace': '{Program} printed a stack trace.',
  'error-is-one-line': 'an error is one line on stderr, without a stack trace',
  'unhandled-stack-trace': 'a stack trace, as Node prints for an error that nobody handles',
  'printed-stack-trace': 'the whole error, with its stack trace: its code or its message is enough',
  'too-long-to-search': 'The program printed a text that takes too long to search.',
  'usual-lines': 'lines of a usual length, each of them printed once',
  'repeating-text': '{length:character|characters}, in which the same words begin again and again',
  // How it ended
  ending: '{ending}',
  'ended-with': '{Program} ended with {ending}.',
  'did-not-end': '{Program} did not end by itself.',
  'ends-with-code': 'it ends by itself, with exit code {code}',
  'still-runs': 'it still runs: a socket, a timer or stdin is still open',
  'usage-ended-with': '{Program}, started as "{command}", ended with {ending}.',
  'usage-did-not-end': '{Program}, started as "{command}", did not end.',
  'usage-and-code-2': 'its usage on stderr, and exit code 2 (wrong usage)',
  'accepted-the-flags': 'it still runs: it has taken these flags',
  'server-ended': 'The server ended {after}.',
  'keeps-running': 'a server that keeps running',
  'was-stopped': '{Program} was stopped: {limit}.',
  'not-started': 'The program was not started: the launches before have used {limit}.',
  'check-was-stopped': 'The check was stopped: more than {seconds} s. The program kept it busy, or waiting.',
  // Limits
  'memory-limit': 'more than {most:,} MiB of memory',
  'memory-allowed': 'at most {most:,} MiB at once, with all that it starts',
  'memory-used': '{used:,} MiB: a list, a text or a buffer that only grows, most often',
  'threads-limit': 'more than {most:,} threads and processes',
  'threads-allowed': 'at most {most:,} at once, with those of all that it starts',
  'threads-used': '{used:,}: Node itself has about ten, each worker and each process more',
  'cpu-limit': 'more than {most:,} s of processor time',
  'cpu-allowed': 'at most {most:,} s for all checks of this topic together',
  'cpu-used': 'all of it is used up: a loop that never waits, most often',
  'output-limit': 'more than {most:,} MiB of output',
  'output-allowed': 'at most {most:,} MiB in one launch, stdout and stderr together',
  'output-used': 'it went on printing: a loop without end, most often',
  'files-limit': 'more than {most:,} files in /tmp',
  'files-allowed': 'at most {most:,}, empty ones included',
  'files-used': '{used:,}: it went on making files',
  'file-limit': 'more than {most:,} MiB in a file',
  'file-allowed': 'at most {most:,} MiB, of all files in /tmp together',
  'file-used': 'it went on writing: a loop without end, most often',
  // TCP
  'error-code': '{error}',
  'reset-at-once': 'The program reset the connection to {address} as soon as it was made.',
  'connection-refused': 'The connection to {address} was refused.',
  'connection-not-made': 'The connection to {address} was not made.',
  accepts: 'the program accepts connections on {address}',
  'accepts-and-keeps': 'the program accepts connections on {address}, and keeps them',
  'did-not-connect': 'The program did not connect to {address}.',
  'connects-to': 'the program connects to {address}',
  'no-connection': 'no connection',
  connected: 'The program connected to the server.',
  'connection-to': 'a connection to {address}',
  'reset-while-sending': 'The program reset the connection while the peer was sending.',
  'closed-while-sending': 'The program closed the connection while the peer was sending.',
  'does-not-read': 'The program does not read what it is sent.',
  'reads-bytes': 'the program reads {size:byte|bytes}',
  'bytes-unread': '{size:byte|bytes} still to be read',
  'other-bytes': 'The program sent back other bytes.',
  'sent-nothing-more': 'The program sent {amount}.',
  'sent-part-then-nothing': 'The program sent {amount}, and then nothing more.',
  'sent-and-ended': 'The program sent {amount}, and ended its side.',
  'sent-and-reset': 'The program sent {amount}, and then the connection was reset.',
  nothing: 'nothing',
  'nothing-more': 'nothing more',
  'only-a-part': 'only a part',
  'reset-the-connection': 'The program reset the connection.',
  'did-not-end-its-side': 'The program did not end its side.',
  'ends-its-side': 'the program ends its side of the connection (FIN)',
  'sent-too-much': 'The program sent more than it should.',
  'did-not-close': 'The program did not close the connection.',
  closes: 'the program closes the connection',
  'end-of-stream': 'the end of the stream',
  'end-by-reset': 'a reset of the connection (ECONNRESET)',
  'endless-bytes': 'more and more bytes, without end',
  'nothing-more-for': 'nothing more, for {seconds} seconds',
  // UDP
  'datagram-to': 'a datagram to {address} port {port}',
  'no-datagram': 'The program sent no datagram to {address} port {port}.',
  'no-reply': 'The program sent no reply.',
  'no-socket-bound': 'No socket of the program is bound to the port.',
  unreachable: 'ICMP: port unreachable (ECONNREFUSED)',
  'nothing-and-ended': 'nothing, and the program has ended',
  'nothing-for': 'nothing, for {seconds} seconds',
  'other-datagram': 'The program sent another datagram.',
  'unawaited-datagram': 'The program sent another datagram than those awaited.',
  'repeated-datagram': 'The program sent the same datagram once too often.',
  'once-more': '{datagram}, once more',
  'early-datagram': 'The program sent a datagram too many before {event}.',
  'no-further-datagram': 'no further datagram',
  'socket-bound': 'A socket is bound to the port.',
  'nothing-bound': 'nothing is bound to {address} port {port} (ICMP: port unreachable)',
  'other-socket': 'The reply came from another socket than the one that was sent to.',
  'reply-from-port': 'a reply from port {port}',
  'right-bytes-from-port': 'the right bytes, but from port {port}',
  'end-of-datagram': 'the end of the datagram',
  'empty-datagram': 'an empty datagram',
  datagram: 'a datagram of {size:byte|bytes}: {quoted}',
  // HTTP
  'no-request': 'The program connected, and sent no request.',
  'request-begins': 'a request that begins "GET {path} HTTP/1.1"',
  'answered-but-ended-with': 'The answer was whole, and {program} ended with {ending}.',
  'answer-and-code-0': 'the answer is printed; exit code 0',
  'not-the-body': 'What was printed behind the empty line is not the body of the answer.',
  'end-of-output': 'the end of the output',
  'answered-but-did-not-end': '{Program} has printed the whole answer, and did not end.',
  'ends-with-the-answer': 'it ends with the last byte of the answer, whether the server closes or not',
  'connection-still-open': 'it still runs: the connection, a timer or stdin is still open',
  'waits-for-more': 'The answer is whole, and {program} waits for more.',
  'prints-and-ends': 'it prints the answer, and ends with its last byte',
  'no-status-line': '{Program} did not print the status line of the answer.',
  'status-line': 'the line "{line}" on stdout',
  'not-the-head': 'The lines printed are not the head of the answer, with an empty line behind it.',
  'early-end-unreported':
    'The connection ended before the answer was whole, and nobody would know it from the exit code.',
  'early-reset-unreported':
    'The connection was reset before the answer was whole, and nobody would know it from the exit code.',
  'early-end-still-waits': 'The connection ended before the answer was whole, and {program} still waits.',
  'early-reset-still-waits': 'The connection was reset before the answer was whole, and {program} still waits.',
  'error-line-and-code-1': 'a line on stderr, and exit code 1',
  'reset-line-and-code-1': 'a line on stderr with ECONNRESET, and exit code 1',
  'runs-on': 'it still runs',
  // NTP
  'stopped-by-other-packet': '{Program} was stopped by what is not its answer: {packet}.',
  'ignores-other-packet': 'it is passed over, and the right answer, which comes after it, is taken',
  'ended-without-time': 'the program has ended without "Time = …"',
  'took-other-packet': '{Program} took for the answer what is none: {packet}.',
  'printed-misread-time': '{Program} printed {misread}.',
  'other-time': '{Program} printed another time than that of the answer.',
  'time-of-field': '"Time = {time}": {field}',
  'time-of-server': '"Time = {time}", which the server has sent',
  'time-printed': '"Time = {text}"{utc}',
  'in-utc': ' ({time})',
  'time-printed-is': '"Time = {text}"{utc}: {what}',
  'ms-too-late': '{ms:,} ms too late',
  'ms-too-early': '{ms:,} ms too early',
  'ms-since-1970': '{ms} ms since 1970',
  'no-instant': '{Program} printed a time that names no instant.',
  'iso-8601': '"Time = …" with ISO 8601 and a zone, as in 2026-01-02T03:04:05.750Z',
  'time-is-no-instant': '"Time = {text}": {fault}',
  'wrong-quantity': '{Program} printed a wrong {quantity}.',
  'wrong-quantity-is': '{Program} printed a wrong {quantity}: {mistake}.',
  'no-number': 'no number of seconds',
  'quantity-is': '"{quantity} = {value}", which is {formula}, give or take {tolerance} s',
  'no-ntp-packet': 'The program sent a datagram of {size:byte|bytes}, which is no NTP packet.',
  'ntp-packet': 'a packet of {size:byte|bytes} (RFC 5905, section 7.3)',
  'datagram-of': 'a datagram of {size:byte|bytes}',
  // What ended it (crash.ts)
  'stopped-at': 'stopped: {limit}',
  'program-did': '{Program} {what}',
  'ended-unsettled': 'ended because an await{where} waits for something that can no longer happen.',
  'ended-by-error': 'ended with {kind}{where}{said}',
  'at-place': ' at {place}',
  'error-text': ': {text}',
  'error-text-explained': ': {text} ({words})',
  'rejected-promise': 'a rejected promise that nothing caught',
  'unhandled-event': "an unhandled 'error' event of {emitter}",
  'uncaught-error': 'an uncaught {name}',
  'uncaught-exception': 'an uncaught exception',
  'seen-from-outside': 'Seen from outside: {what}',
  'reached-open-gap':
    'Then it came to a gap that is still open. What gap {gap} asks for has to happen before that:\n  {todo}',
  // What to do about an error (crash-hints.ts)
  'hint-no-dirname':
    'An ES module, as the programs of this course are, has no {first}. The file can be asked: import.meta.dirname, import.meta.filename.',
  'hint-not-defined':
    'Nothing of the name {first} is known at that line: look at the spelling, and at the imports at the top of the file.',
  'hint-no-function':
    'There is no function {first}: look at the spelling (capital letters count), and at what stands before the last dot.',
  'hint-of-nothing':
    'What stands before ".{second}" in that line is {first}. Print it with console.log before the line: where should its value come from, and has that happened yet?',
  'hint-before-declaration':
    'That line runs before the line that declares {first}. Move the declaration above everything that uses it.',
  'hint-constant': 'A const never changes. A variable that gets a new value is declared with let.',
  'hint-no-export':
    'That module has nothing of the name {first}: look at the spelling. A type is imported with "import type".',
  'hint-recursion': 'A function calls itself, directly or through others, and never stops.',
  'hint-eagain':
    'Nothing is there to be read yet, and that call does not wait for it. An event does (of readline, say).',
  'hint-after-end': 'Nothing can be written once end() was called. Which line ends it, and does that come too soon?',
  'hint-socket-closed':
    'The socket was closed before that line used it. Which line closes it, and does that come too soon, or twice?',
  'hint-server-closed':
    'The server was closed before that line used it. Which line closes it, and does that come too soon, or twice?',
  'hint-wrong-type':
    'A function in that line is given a value of the wrong type. The message says which type it takes, and what came.',
  'hint-out-of-range':
    'Fewer bytes are there than that line reads, or a number is too large. Look at the length before you read.',
  'hint-out-of-bounds': 'Fewer bytes are there than that line reads. Look at the length before you read.',
  'hint-one-file':
    "Only the topic's own programs are tested and handed in. What stands in another file of yours belongs into the program's own file.",
  'hint-unsettled':
    'The program has ended because nothing was left that could end this await: no socket, no timer is open. Look at what the line waits for: does that come at all, or has it come before the wait began?',
  'hint-error-event':
    'An \'error\' event that nothing listens for ends the whole program. Listen for "error" on {emitter} as soon as there is one.',
  'hint-failed-await':
    'An await that fails throws its error. Nothing catches this one (try and catch around the await), so it ends the whole program.',
  'hint-uncaught':
    'Nothing catches this error, so it ends the whole program. What do the values in that line look like when it is thrown?',
  // How what came is related to what was expected (relation.ts)
  'came-twice': 'The expected bytes came twice.',
  'came-times': 'The expected bytes came {times} times.',
  'bom-added': 'A byte order mark (BOM, U+FEFF: ef bb bf) stands before the expected bytes.',
  'bom-missing': 'The byte order mark (BOM, U+FEFF: ef bb bf) at the beginning is missing.',
  'line-end-missing': 'Only the last line end is missing.',
  'line-end-added': 'Only a line end was added.',
  'something-before': 'The expected bytes came, but something stands before them: {piece} ({size:byte|bytes}).',
  'beginning-missing': 'The beginning is missing: {piece} ({size:byte|bytes}). The rest is right.',
  'piece-twice': 'A piece came twice: {piece} ({size:byte|bytes}).',
  'piece-missing': 'A piece is missing: {piece} ({size:byte|bytes}). The rest is right.',
  reversed: 'The same bytes came in reverse order.',
  'number-reversed':
    'The same bytes came in reverse order. In a number on the network the most significant byte goes first (big-endian).',
  'pieces-swapped':
    'The pieces came in the wrong order: {piece} ({size:byte|bytes}) before {other} ({otherSize:byte|bytes}).',
  'character-replaced': 'U+FFFD (ef bf bd) came in place of a character.',
  'bytes-replaced': 'U+FFFD (ef bf bd) came in place of bytes that are no text.',
  'lf-for-crlf': 'Only the line ends differ: \\n came in place of \\r\\n.',
  'crlf-for-lf': 'Only the line ends differ: \\r\\n came in place of \\n.',
  'line-ends-differ': 'Only the line ends differ (\\r\\n and \\n).',
  'case-beyond-ascii': 'Only letters outside a–z are in the wrong case: {came} in place of {wanted}.',
  'not-all-upper-case': 'The letters are right, but not all are in upper case.',
  'case-differs': 'Only upper and lower case differ.',
  'white-space-differs': 'Only the white space around the text differs (blanks, tabs, line ends).',
  'composition-differs':
    'The letters look alike, but their accents are coded in another way (Unicode normalization, NFC and NFD).',
  'lines-in-other-order': 'The lines are right, but in another order: {line} came too late.',
  // What to do about a file that does not compile (syntax-hint.ts)
  'hint-merge-marks':
    'These are the marks of a merge that git could not do alone. Keep one of the two versions, and delete the lines with <<<<<<<, ======= and >>>>>>>.',
  'hint-not-utf8': 'The file is not saved as UTF-8. Save it with this encoding.',
  'hint-closing-quote': 'The closing quote is missing. A text over several lines stands between backticks.',
  'hint-same-name': 'Two things have the same name. Give one of them another, or delete the one that is left over.',
  'hint-await-outside': 'await works at the top of the file, and in a function only when that is declared with async.',
  'hint-bracket': 'A bracket or brace too many or too few, there or in the lines before.',
  'hint-at-the-caret': 'The fault is where the caret points, or shortly before.',
  // The quiz
  'not-answered': 'Not answered.',
  'not-answered-but': 'Not answered.\n{faults}',
  'not-yet': 'Not yet (your answer: {answer}). Read {place}.',
  // Where to look
  gap: 'gap {number} ({title})',
  'look-at': 'Look at {place}',
  'look-at-gap': 'Look at {gap}, {place}',
  'look-at-but': 'Look at {place}. The check is about {gap}',
  // What a check that did not get as far says
  shortcut: 'This program takes a shortcut that is not allowed.',
  'cannot-start': '{Program} cannot start: {fault}',
  'still-open': '{todo}',
  'file-missing': '{file} is not there.',
  'needs-another': 'It needs “{title}”, which did not pass.',
  'out-of-time':
    'Stopped: more than {seconds} s for all checks of this topic together. A program that does not end uses them up.',
  'did-not-run': 'It did not run.',
  'hint-stray-file':
    "Only the topic's own programs are tested and handed in, and {file} is none. What stands in it belongs into src/{own}.ts.",
  // What it looks as if (diagnosis/)
  'bytes-through-a-string':
    'It looks as if the bytes go through a string (toString, setEncoding), because each byte that is no UTF-8 came back as U+FFFD (ef bf bd).',
  'decodes-as-latin-1':
    'It looks as if the bytes are decoded as latin1, one character for each byte, because the {size} bytes of "{example}" came back as {size} letters.',
  'sends-latin-1':
    'It looks as if the text is sent in latin1, because "{example}" came as {latin1}, where UTF-8 has {utf8}.',
  'decodes-as-ascii':
    "It looks as if the bytes are decoded as 'ascii', because each came with its highest bit lost, and nothing else differs.",
  'decodes-each-chunk':
    'It looks as if each chunk is decoded by itself (toString of a \'data\' event), because U+FFFD came for those characters ("{example}") whose bytes arrived in more than one write.',
  'cuts-characters':
    'It looks as if bytes are cut into pieces of {size} inside of characters, because just those characters became U+FFFD whose bytes lie across such a cut.',
  'chunk-is-message':
    "It looks as if what one 'data' event brings is taken for the whole message, because what the program took ends where the first write ended, behind {first}.",
  'forgets-earlier-chunks':
    "It looks as if each 'data' event begins anew, and what came before is forgotten, because just {missing} is missing, which came in an earlier write.",
  'reads-only-once':
    'It looks as if the program receives only once, because {first} was answered, and {second}, which came behind it from the same client, never was.',
  'write-false-is-failure':
    'It looks as if the false of write() is taken for a failure, and the chunk is written again, because {size:byte|bytes} came twice while the peer was not reading.',
  'lines-together-are-one':
    "It looks as if all that a 'data' event brings is taken for one line, because {rest}, behind the first newline, went back together with {first}.",
  'drops-the-carriage-return':
    'It looks as if the CR of a line is taken for a part of its end (as readline and trim do), because "\\r\\n" came back as "\\n", and nothing else differs.',
  trims:
    'It looks as if the text is trimmed (trim), because the blanks before and behind it are gone, and nothing else differs.',
  'joins-datagrams':
    'It looks as if datagrams are joined like the bytes of a stream, because one reply answers {first} and {second}, which were {datagrams} datagrams.',
  'answers-the-wrong-client/socket':
    'It looks as if one variable holds the socket of all clients, because the answer to {message} went to peer {other}, and peer {asking} had sent it.',
  'answers-the-wrong-client/address':
    'It looks as if one variable holds the address of all clients, because the answer to {message} went to peer {other}, and peer {asking} had sent it.',
  'answers-every-client':
    'It looks as if each answer goes to every client, because {message}, which peer {asking} alone had sent, came back to peer {other}, too.',
  'one-buffer-for-all':
    'It looks as if one variable holds the unfinished lines of all clients, because {line}, which peer {other} had sent, stands in the answer to peer {asking}.',
  'one-client-after-the-other':
    'It looks as if a client is served only when those before it have left, because peer {served} had its answer as soon as the others ended, and not before.',
  'waits-for-a-newline':
    'It looks as if the program waits for a newline, because {reply} came as soon as the peer had sent one, and not before.',
  'answers-at-the-end':
    "It looks as if the program answers only when the client has ended its side (as in an 'end' handler), because the reply came as soon as the peer did so, and not before.",
  'half-close-lost':
    'It looks as if a reply is lost when the client has ended its side (half-close, see allowHalfOpen), because the same message was answered on a connection that stayed open.',
  'asks-an-unconnected-socket':
    'It looks as if the socket is asked where it is connected while it is not, because both address and port are undefined: not yet, or no longer.',
  'characters-for-bytes':
    'It looks as if characters are counted and not bytes (length of a string), because what the peer sent has {printed} characters in {wanted} bytes.',
  'chunks-for-bytes':
    "It looks as if 'data' events are counted and not bytes, because the peer sent {wanted} bytes in {printed} writes.",
  'one-count-for-all':
    'It looks as if one variable counts for all clients, because {printed} is what all of them sent together, and {wanted} what this one did.',
  'object-as-text':
    'It looks as if an object is put into a text, and not one of its fields, because "{found}" is what becomes of one.',
  'listens-on-one-address/not-the-given':
    'It looks as if the server listens on another address than the one it was given, because {here} took a connection, and {there} refused one on the same port.',
  'listens-on-one-address/not-all':
    'It looks as if the server does not listen on all addresses, because {here} took a connection, and {there} refused one on the same port.',
  'names-the-wrong-end/its-own':
    'It looks as if the program names its own end, because port {named} is its own, and port {wanted} that of the client.',
  'names-the-wrong-end/of-the-server':
    "It looks as if the program names the server's end, because port {named} is that of the server, and port {wanted} its own.",
  'names-the-wrong-end/where-bound':
    'It looks as if the program names its own socket, because {address} is where a socket is bound, and nothing comes from there.',
  'waits-for-the-other-end/client-to-end':
    'It looks as if the program keeps the connection open until the client ends it, because it ended as soon as the peer had ended its side, and not before.',
  'waits-for-the-other-end/client-to-close':
    'It looks as if the program keeps the connection open until the client ends it, because its own end (FIN) came as soon as the peer had ended its side, and not before.',
  'waits-for-the-other-end/server-to-end':
    'It looks as if the program keeps the connection open until the server ends it, because it ended as soon as the peer had ended its side, and not before.',
  'waits-for-the-other-end/server-to-close':
    'It looks as if the program keeps the connection open until the server ends it, because its own end (FIN) came as soon as the peer had ended its side, and not before.',
} as const;
