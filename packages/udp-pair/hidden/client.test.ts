import {
  type CheckContext,
  CheckFailure,
  check,
  expectNetworkFailure,
  expectPortFlag,
  expectUsage,
  line,
  type Program,
  type UdpServer,
} from '@socket-lab/kit';
import { say } from './messages.ts';

const program = 'client';
const OTHER_BYTES = say('sent-another-datagram');

/** 65,535 bytes of an IPv4 packet, less its header of 20 and that of UDP of 8 (RFC 791 §3.1, RFC 768). */
const LARGEST_DATAGRAM_BYTES = 65_507;

check(
  'sends to the address of --host',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'sends the sentence as one datagram',
    hint: 'The address of --host goes to send, beside the port.',
  },
  async ({ start, udp }) => {
    const server = await udp.listen({ host: '127.0.0.2' });
    const { port } = server;
    await start('client', { args: ['--host=127.0.0.2', `--port=${port}`, '--timeout=300'], stdin: 'hola\n' });
    await server.expect('hola', OTHER_BYTES);
  },
);

check(
  'says in one line that nobody is there, and ends with 1',
  {
    program,
    gap: 1,
    points: 1,
    needs: 'gives up when no reply comes',
    hint: 'A connected socket hears that nothing is bound to the port, as the event "error": one line on stderr, exit code 1. Any other one hears nothing.',
  },
  async ({ start, udp }) => {
    const { port } = await udp.unusedPort();
    const client = await start('client', { args: [`--port=${port}`, '--timeout=300'], stdin: 'hola\n' });
    const words = /No reply within 300 ms|ECONNREFUSED/;
    await expectNetworkFailure(client, words, say('no-reply-within-300-ms-or'));
  },
);

// The command line, which the starter has already

check(
  'refuses an unknown flag with its usage',
  {
    program,
    points: 1,
    needs: 'sends the sentence as one datagram',
    hint: 'parseArgs throws for a flag it does not know: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start, udp }) => {
    const { port } = await udp.unusedPort();
    const args = ['--port', `${port}`, '--timeout', '300', '--colour', 'blue'];
    const client = await start('client', { args, stdin: 'hola\n' });
    await expectUsage(client);
  },
);

check(
  'refuses what is no port, with its usage',
  {
    program,
    points: 1,
    needs: 'sends the sentence as one datagram',
    hint: 'A port is a whole number from 0 to 65535, and nothing behind it: keep the test of the starter.',
  },
  async ({ start }) => {
    await expectPortFlag((port) => start('client', { args: [`--port=${port}`, '--timeout=300'], stdin: 'hola\n' }));
  },
);

// The sentence

check(
  'sends the blanks around the sentence, too',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'sends the sentence as one datagram',
    hint: 'What was typed is what travels. Does something trim it?',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    await start('client', { port: server.port, stdin: ' \thola  \n' });
    await server.expect(' \thola  ', OTHER_BYTES);
  },
);

check(
  'sends an empty sentence as an empty datagram, and takes an empty reply',
  {
    program,
    gap: 3,
    points: 2,
    needs: 'ends by itself as soon as the reply is there',
    hint: 'A datagram without a byte of data is a datagram, too: to send (gap 3), and as the reply (gap 4).',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const args = ['--port', String(server.port), '--timeout', '60000'];
    const client = await start('client', { args, stdin: '\n' });
    await server.reply(await server.expect('', OTHER_BYTES), '');
    await client.prints(/Received message from /, '"Received message from IP port PORT"');
    await client.exits(0);
    expectReply(client, server, '');
  },
);

check(
  'sends and prints the largest datagram, whole',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'ends by itself as soon as the reply is there',
    hint: 'A long line comes from stdin in several parts (gap 2), leaves as one datagram (gap 3), and its reply is one, too (gap 4). Does something cut it?',
  },
  async ({ start, udp, chance }) => {
    const text = `${chance.bytes((LARGEST_DATAGRAM_BYTES - 1) / 2).toString('hex')}a`;
    const server = await udp.listen();
    const client = await start('client', { port: server.port, stdin: `${text}\n` });
    await server.reply(await server.expect(text, OTHER_BYTES), text.toUpperCase());
    await client.exits(0);
    expectReply(client, server, text.toUpperCase());
  },
);

check(
  'prints the blanks around the reply, too',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'ends by itself as soon as the reply is there',
    hint: 'What came is what is printed. Does something trim it?',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const client = await start('client', { port: server.port, stdin: 'hola\n' });
    await server.reply(await server.expect('hola', OTHER_BYTES), ' \tHOLA  ');
    await client.exits(0);
    expectReply(client, server, ' \tHOLA  ');
  },
);

check(
  'sends and prints letters outside of ASCII',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'ends by itself as soon as the reply is there',
    hint: 'Text travels as UTF-8, ñ in two bytes, € in three: when it is sent (gap 3), and when the reply is made text again (gap 4).',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const client = await start('client', { port: server.port, stdin: 'un ñandú: 5 €\n' });
    await server.reply(await server.expect('un ñandú: 5 €', OTHER_BYTES), 'UN ÑANDÚ: 5 €');
    await client.exits(0);
    expectReply(client, server, 'UN ÑANDÚ: 5 €');
  },
);

// The reply

check(
  'passes over a datagram from another port',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'ends by itself as soon as the reply is there',
    hint: 'Anybody can send you a datagram. It is the reply only if it comes from the port that you wrote to: pass over any other, and wait on.',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const client = await start('client', { port: server.port, stdin: 'hola\n' });
    const request = await server.expect('hola', OTHER_BYTES);
    await server.replyFromOtherPort(request, 'NOT THE SERVER');
    await server.reply(request, 'HOLA');
    await client.exits(0);
    expectReply(client, server, 'HOLA');
  },
);

check(
  'passes over a datagram from another address',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'ends by itself as soon as the reply is there',
    hint: 'Two machines may use the same port. It is the reply only if it comes from the address that you wrote to: pass over any other, and wait on.',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const client = await start('client', { port: server.port, stdin: 'hola\n' });
    const request = await server.expect('hola', OTHER_BYTES);
    await server.replyFromOtherAddress(request, 'NOT THE SERVER');
    await server.reply(request, 'HOLA');
    await client.exits(0);
    expectReply(client, server, 'HOLA');
  },
);

check(
  'prints a reply once that comes twice',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'ends by itself as soon as the reply is there',
    hint: 'The network may double a datagram. One question, one reply: the first one is enough.',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const client = await start('client', { port: server.port, stdin: 'hola\n' });
    await server.replyTwice(await server.expect('hola', OTHER_BYTES), 'HOLA');
    await client.exits(0);
    expectReply(client, server, 'HOLA');
  },
);

// The time

check(
  'gives up after 5000 ms when --timeout is left out',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'gives up when no reply comes',
    hint: 'Without --timeout the time is 5000 ms: keep the default of the starter.',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const client = await start('client', { port: server.port, stdin: 'hola\n' });
    await server.expect('hola', OTHER_BYTES);
    await client.inTime(() => client.stderr.text() !== ''); // the deadline of one step is not longer than this time-out
    await expectNetworkFailure(client, line('No reply within 5000 ms'), '"No reply within 5000 ms"');
  },
);

check(
  'takes a reply that comes late, but in time',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'gives up when no reply comes',
    hint: 'With --timeout 20000 the program has 20 seconds of patience. Where does it lose them?',
  },
  async (context) => {
    const server = await context.udp.listen();
    const args = ['--port', String(server.port), '--timeout', '20000'];
    const client = await context.start('client', { args, stdin: 'hola\n' });
    const request = await server.expect('hola', OTHER_BYTES);
    await anotherGivesUp(context, 1_000);
    expectPatience(client, {
      summary: 'The client gave up before its time was over: another one has waited 1000 ms meanwhile.',
      expected: 'it waits 20000 ms for the reply',
    });
    await server.replyAfter(Promise.resolve(), request, 'HOLA');
    await client.prints(/Received message from /, '"Received message from IP port PORT"');
  },
);

check(
  'counts the time from the sending, not from its start',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'gives up when no reply comes',
    hint: 'Who types slowly has lost nothing: the time for the reply begins when the sentence is sent.',
  },
  async (context) => {
    const server = await context.udp.listen();
    const args = ['--port', String(server.port), '--timeout', '1500'];
    const client = await context.start('client', { args, stdin: 'open' });
    await client.inTime(() => client.stdout.text() !== ''); // its prompt
    await anotherGivesUp(context, 2_000);
    expectPatience(client, {
      summary: 'The client gave up before its sentence was typed.',
      expected: 'it waits for the sentence, however long that takes',
    });
    client.write('hola\n');
    client.endInput();
    await server.reply(await server.expect('hola', OTHER_BYTES), 'HOLA');
    await client.prints(/Received message from /, '"Received message from IP port PORT"');
  },
);

check(
  'sends the sentence once, and never again',
  {
    program,
    gap: 3,
    points: 1,
    needs: 'gives up when no reply comes',
    hint: 'No second try is asked for: the server could answer both, and then who gets the second reply?',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const args = ['--port', String(server.port), '--timeout', '3000'];
    const client = await start('client', { args, stdin: 'hola\n' });
    await server.expect('hola', OTHER_BYTES);
    await server.expectNothingBefore(client.exits(1), say('gave-up'));
  },
);

check(
  'has given up for good when the reply comes too late',
  {
    program,
    gap: 5,
    points: 1,
    needs: 'gives up when no reply comes',
    hint: 'Who says "No reply" cannot print one afterwards: close the socket together with giving up.',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const args = ['--port', String(server.port), '--timeout', '300'];
    const client = await start('client', { args, stdin: 'hola\n' });
    const request = await server.expect('hola', OTHER_BYTES);
    const gaveUp = client.printsOnStderr(/No reply within 300 ms/, '"No reply within 300 ms"');
    await server.replyAfter(gaveUp, request, 'HOLA');
    await client.exits(1);
    if (!client.stdout.text().includes('Received message from ')) return;
    throw new CheckFailure(say('said-no-reply-came-and-then'), {
      kind: 'words',
      expected: say('nothing-after-no-reply-within-300'),
      received: say('line-received-message-from'),
    });
  },
);

/** Lets so many milliseconds pass, and as many more as the machine needs: those in which another client waits in vain. */
async function anotherGivesUp({ start, udp }: CheckContext, timeoutMs: number): Promise<void> {
  const silent = await udp.listen();
  const args = ['--port', String(silent.port), '--timeout', String(timeoutMs)];
  const another = await start('client', { args, stdin: 'is anybody there?\n' });
  await another.exits(1);
}

/** The client still waits, and has said nothing on stderr. */
function expectPatience({ stderr, ending }: Program, { summary, expected }: { summary: string; expected: string }) {
  const [first = ''] = stderr.text().split('\n');
  if (first === '' && !ending) return;
  const received = first === '' ? 'it has ended' : `on stderr: "${first}"`;
  throw new CheckFailure(summary, { kind: 'words', expected, received });
}

/** The client, which has ended, has printed one reply: this one, on a line of its own, and the server it came from. */
function expectReply({ stdout }: Program, { address, port }: UdpServer, text: string): void {
  const [, ...replies] = stdout.text().split('Received message from ');
  const [reply = ''] = replies;
  if (replies.length !== 1) {
    throw new CheckFailure(say('printed-received-message-from-times', { length: replies.length }), {
      kind: 'words',
      expected: say('one-line-received-message-from-ip'),
      received: say('them', { length: replies.length }),
    });
  }
  const [source = '', ...lines] = reply.split(/\r?\n/);
  if (source.replace(/^::ffff:/, '') !== `${address} port ${port}`) {
    throw new CheckFailure(say('took-datagram-for-reply-server-did'), {
      kind: 'words',
      expected: `"Received message from ${address} port ${port}"`,
      received: `"Received message from ${source}"`,
    });
  }
  if (lines.includes(text)) return;
  const [first = ''] = lines;
  const isBeginning = first !== '' && text.startsWith(first);
  throw new CheckFailure(isBeginning ? say('printed-beginning-reply-only') : say('printed-another-text-than-reply'), {
    kind: 'bytes',
    expected: Buffer.from(text),
    received: Buffer.from(first),
    followedBy: say('end-line'),
  });
}
