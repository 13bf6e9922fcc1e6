import { type CheckContext, check, expectSuccess } from '@socket-lab/kit';
import { bodiless, chunked, counted, type HttpAnswer, untilClose } from '@socket-lab/kit/expect/http/answer';
import { cutAnywhere, cutAt } from '@socket-lab/kit/expect/http/cut';
import { expectAnswer, expectCutShort, expectHead } from '@socket-lab/kit/expect/http/expect-answer';
import { ask } from '../tests/ask.ts';
import { checkRefused, checkUnresolved, checkWrongFlags } from './step-checks.ts';

const program = '05-response';
const MIB = 1024 * 1024;

/** The program gets this answer, on a connection that stays open, and makes of it what it says. */
async function expectUnderstood(context: CheckContext, answer: HttpAnswer, parts: Uint8Array[] = [answer.bytes]) {
  const { client, exchange } = await ask(context);
  await exchange.sendInSegments(...parts);
  await expectAnswer(client, answer);
}

/** The program gets the beginning of an answer, and then the end, or a reset: it has to say so. */
async function expectBroken(context: CheckContext, beginning: Uint8Array, how: 'end' | 'reset') {
  const { client, exchange } = await ask(context);
  if (beginning.length > 0) await exchange.send(beginning);
  await exchange.peer.hasBeenRead();
  exchange[how]();
  await expectCutShort(client, how);
}

// Before the answer

checkRefused(program);
checkUnresolved(program);
checkWrongFlags(program, 'connects to the server, and says so');

// The head

check(
  'reads a head that comes byte by byte',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'prints the status line and the headers',
    hint: 'The line end and the empty line may be cut in two. Look for them in all that has come so far.',
  },
  async (context) => {
    const { client, exchange } = await ask(context);
    const answer = counted('', { headers: ['A: b'] });
    await exchange.sendByteByByte(answer.head);
    exchange.end();
    await expectHead(client, answer);
  },
);

check(
  'prints the headers as they came',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'prints the status line and the headers',
    hint: 'Nothing is sorted, mended, joined or left out: a header that came twice is printed twice.',
  },
  async (context) => {
    const { client, exchange } = await ask(context);
    const headers = ['x-SECOND: 2', 'Set-Cookie: a=1;  b=2', 'X-First: a: b', 'Set-Cookie: a=1', 'x-Empty:'];
    const answer = counted('hola', { status: '200 All is  well', headers });
    await exchange.send(answer.bytes);
    exchange.end();
    await expectHead(client, answer);
  },
);

// Which framing

check(
  'expects no body behind 304, though a length is announced',
  {
    program,
    gap: 6,
    points: 1,
    needs: 'expects no body behind 204',
    hint: '304 Not Modified tells how long the body would have been. It never has one.',
  },
  async (context) => {
    const headers = ['ETag: "a1"', 'Content-Length: 1234'];
    await expectUnderstood(context, bodiless({ status: '304 Not Modified', headers }));
  },
);

// A counted body

check(
  'knows Content-Length whatever its case',
  {
    program,
    gap: 7,
    points: 1,
    needs: 'prints as much body as Content-Length says, and ends',
    hint: 'Content-Length, content-length and CONTENT-LENGTH are one name, as with every header. TODO 6 looks for it.',
  },
  async (context) => {
    for (const name of ['content-length', 'CONTENT-LENGTH']) {
      await expectUnderstood(context, counted('hola mundo\n', { name }));
    }
  },
);

check(
  'takes 404 for an answer like any other',
  {
    program,
    gap: 7,
    points: 1,
    needs: 'prints as much body as Content-Length says, and ends',
    hint: 'The network has done its work: the answer is printed, and the exit code is 0. Of all statuses only 204 and 304 change how an answer is read (TODO 6).',
  },
  async (context) => {
    await expectUnderstood(context, counted('no such page\n', { status: '404 Not Found' }));
  },
);

check(
  'prints nothing beyond the announced length',
  {
    program,
    gap: 7,
    points: 1,
    needs: 'prints as much body as Content-Length says, and ends',
    hint: 'More may have come than the body has: it belongs to something else.',
  },
  async (context) => {
    const answer = counted('hola mundo\n');
    await expectUnderstood(context, answer, [Buffer.concat([answer.bytes, Buffer.from('HTTP/1.1 200 OK\r\n')])]);
  },
);

check(
  'knows that a length of 0 is a length',
  {
    program,
    gap: 7,
    points: 1,
    needs: 'prints as much body as Content-Length says, and ends',
    hint: 'The body is empty, and the server says no more. 0 is not the same as no length at all.',
  },
  async (context) => {
    await expectUnderstood(context, counted(''));
  },
);

check(
  'counts bytes, not letters',
  {
    program,
    gap: 7,
    points: 1,
    needs: 'prints as much body as Content-Length says, and ends',
    hint: 'ñ is one letter and two bytes. Content-Length counts bytes, so count before you make text of them.',
  },
  async (context) => {
    await expectUnderstood(context, counted('un ñandú: 5 €\n'));
  },
);

check(
  'prints 10 MiB that are no text, byte for byte',
  {
    program,
    gap: 7,
    points: 1,
    needs: 'prints as much body as Content-Length says, and ends',
    hint: 'Print all of them, however many. Bytes that become text and bytes again are not what they were; and process.exit() does not wait for stdout.',
  },
  async (context) => {
    await expectUnderstood(context, counted(context.chance.bytes(10 * MIB)));
  },
);

check(
  'takes a reset behind the last byte for no fault',
  {
    program,
    gap: 7,
    points: 1,
    needs: 'prints as much body as Content-Length says, and ends',
    hint: 'With the last announced byte the answer is whole, and you are done. What becomes of the connection then is no matter.',
  },
  async (context) => {
    const answer = counted('hola mundo\n');
    const { client, exchange } = await ask(context);
    void exchange.send(answer.bytes);
    exchange.reset();
    await expectAnswer(client, answer);
  },
);

// Chunks

check(
  'knows Transfer-Encoding whatever its case',
  {
    program,
    gap: 8,
    points: 1,
    needs: 'puts a body together that comes in chunks',
    hint: 'Transfer-Encoding, transfer-encoding and TRANSFER-ENCODING are one name, as with every header. TODO 6 looks for it.',
  },
  async (context) => {
    for (const name of ['transfer-encoding', 'TRANSFER-ENCODING']) {
      await expectUnderstood(context, chunked(['hola ', 'mundo\n'], { name }));
    }
  },
);

check(
  'believes the chunks when a length is announced as well',
  {
    program,
    gap: 8,
    points: 1,
    needs: 'puts a body together that comes in chunks',
    hint: 'When both are there, Transfer-Encoding counts and Content-Length does not: TODO 6 decides that.',
  },
  async (context) => {
    await expectUnderstood(context, chunked(['hola ', 'mundo\n'], { headers: ['Content-Length: 3'] }));
  },
);

check(
  'reads the sizes of chunks as hexadecimal numbers',
  {
    program,
    gap: 8,
    points: 1,
    needs: 'puts a body together that comes in chunks',
    hint: 'The size is hexadecimal: 1a, 1A and 001A are all twenty-six, and 000 is a zero like any other.',
  },
  async (context) => {
    const chunks = [
      { data: 'ten bytes.', size: 'a' },
      { data: 'twenty-six letters, exact.', size: '1A' },
      { data: 'five\n', size: '0005' },
      { data: 'sixteen of them\n', size: '010' },
    ];
    await expectUnderstood(context, chunked(chunks, { last: '000' }));
  },
);

check(
  'leaves out what stands behind the size of a chunk',
  {
    program,
    gap: 8,
    points: 1,
    needs: 'puts a body together that comes in chunks',
    hint: 'A ";" ends the size; what comes behind it, up to the line end, is not for you.',
  },
  async (context) => {
    const chunks = [
      { data: 'hola ', extension: ';a' },
      { data: 'mundo\n', extension: ';name=value;other="3;4"' },
    ];
    await expectUnderstood(context, chunked(chunks, { last: '0;last=1' }));
  },
);

check(
  'leaves out what stands behind the last chunk',
  {
    program,
    gap: 8,
    points: 1,
    needs: 'puts a body together that comes in chunks',
    hint: 'Header lines may come behind the last chunk; an empty line ends them. They are no part of the body.',
  },
  async (context) => {
    const trailers = ['X-Checksum: 1234', 'X-Took: 5 ms'];
    await expectUnderstood(context, chunked(['hola ', 'mundo\n'], { trailers }));
  },
);

check(
  'finds the chunks wherever the stream is cut',
  {
    program,
    gap: 8,
    points: 1,
    needs: 'puts a body together that comes in chunks',
    hint: 'A chunk may come in many parts, many chunks in one part, and a size in two. What has come need not be a chunk.',
  },
  async (context) => {
    const words = chunked(['un ', 'ñandú\n', { data: 'y otro ñandú\n', size: '0f' }]);
    const framed = [...words.bytes.subarray(words.head.length)];
    await expectUnderstood(context, words, [words.head, ...framed.map((byte) => Uint8Array.of(byte))]);
    const { chance } = context;
    for (let round = 0; round < 3; round++) {
      const sizes = [1, 15, 16, 255, 4096, 70_000];
      const answer = chunked(chance.shuffled(sizes).map((size) => chance.bytes(size)));
      await expectUnderstood(context, answer, cutAnywhere(answer.bytes, { count: 6, chance }));
    }
  },
);

check(
  'finds the chunks by their sizes, not by their line ends',
  {
    program,
    gap: 8,
    points: 1,
    needs: 'puts a body together that comes in chunks',
    hint: 'The bytes of a chunk may look like anything, even like the end of the body. Only the size says where it ends.',
  },
  async (context) => {
    const answer = chunked(['\r\n', '0\r\n\r\n', 'a\r\n5\r\nb', '\r\n0\r\n\r\n']);
    const lookalike = answer.bytes.indexOf('\r\n0\r\n\r\n') + '\r\n0\r\n\r\n'.length;
    await expectUnderstood(context, answer, cutAt(answer.bytes, [lookalike]));
  },
);

// Until the end, or too soon

check(
  'goes on reading until the connection ends',
  {
    program,
    gap: 9,
    points: 1,
    needs: 'prints a body that ends with the connection',
    hint: 'What has come so far is not all: only the end of the connection is the end of the body.',
  },
  async (context) => {
    const { client, exchange } = await ask(context);
    const { chance } = context;
    const answer = untilClose(chance.bytes(MIB));
    await exchange.sendInSegments(answer.head, ...cutAnywhere(answer.body, { count: 4, chance }));
    exchange.end();
    await expectAnswer(client, answer);
  },
);

check(
  'says so when the server ends before the head is whole',
  {
    program,
    gap: 10,
    points: 1,
    needs: 'says so when the server ends in the middle of the body',
    hint: 'The empty line has not come, perhaps not a single byte: that is no answer. A line on stderr, exit code 1.',
  },
  async (context) => {
    const { bytes } = counted('hola mundo\n');
    await expectBroken(context, bytes.subarray(0, 25), 'end');
    await expectBroken(context, Buffer.alloc(0), 'end');
  },
);

check(
  'says so when the server ends before the last chunk',
  {
    program,
    gap: 10,
    points: 1,
    needs: 'puts a body together that comes in chunks',
    hint: 'Only the chunk of size 0 ends the body. Until then the end of the connection comes too soon, even between two chunks.',
  },
  async (context) => {
    const { head, bytes } = chunked(['hola ', 'mundo\n']);
    const first = head.length + '5\r\nhola \r\n'.length;
    for (const size of [first, first - 4, first + 1]) await expectBroken(context, bytes.subarray(0, size), 'end');
  },
);

check(
  'says so when the connection is reset too soon',
  {
    program,
    gap: 10,
    points: 1,
    needs: 'says so when the server ends in the middle of the body',
    hint: 'A reset comes as the event "error" of the socket. Its code belongs on stderr, as long as something is missing.',
  },
  async (context) => {
    const { bytes } = counted('hola mundo\n');
    await expectBroken(context, bytes.subarray(0, 25), 'reset');
    await expectBroken(context, bytes.subarray(0, -3), 'reset');
    const framed = chunked(['hola ', 'mundo\n']);
    await expectBroken(context, framed.bytes.subarray(0, -9), 'reset');
  },
);

check(
  'tells a reset from the end of a body',
  {
    program,
    gap: 9,
    points: 1,
    needs: 'prints a body that ends with the connection',
    hint: 'Where the end of the connection is the end of the body, a reset means that nobody knows how much is missing. It comes as "error", not as "end".',
  },
  async (context) => {
    await expectBroken(context, untilClose('hola mundo\n').bytes, 'reset');
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'prints as much body as Content-Length says, and ends',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
  },
  async (context) => {
    const { client, exchange } = await ask(context);
    await exchange.send(counted('hola mundo\n').bytes);
    exchange.end();
    await expectSuccess(client);
  },
);
