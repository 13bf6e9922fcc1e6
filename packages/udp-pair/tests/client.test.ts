import { check, expectNetworkFailure, expectSuccess, line } from '@socket-lab/kit';
import { say } from './messages.ts';

const program = 'client';
const OTHER_BYTES = say('sent-another-datagram');

check(
  'asks for the sentence',
  {
    program,
    gap: 2,
    points: 3,
    hint: 'The prompt is exactly "Input lowercase sentence: ", on stdout, before the line is read.',
    strongerHint:
      'question() of `terminal` (nodejs.org: Readline) writes its first argument to stdout, and calls its second with the line that is typed. Copy the prompt to the letter: a capital I, and a blank behind the colon.',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const args = ['--host', '127.0.0.1', '--port', String(server.port), '--timeout', '300'];
    const client = await start('client', { args, stdin: 'hola\n' });
    await client.prints(/Input lowercase sentence: /, '"Input lowercase sentence: "');
  },
);

check(
  'sends the sentence as one datagram',
  {
    program,
    gap: 3,
    points: 5,
    hint: 'The text of the line, as it was typed, goes to the address of --host and the port of --port: one datagram, no newline. A socket that is closed before the datagram has left sends nothing.',
    strongerHint:
      'send() takes the text, then the port, then the address, then a callback. It returns before the datagram has left, so a close() right behind it loses it: the socket is closed in gap 4, and by `fail`. One call, no split(), no "\\n".',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    await start('client', { port: server.port, stdin: 'hola mundo\n' });
    await server.expect('hola mundo', OTHER_BYTES);
  },
);

check(
  'prints the reply, and from whom it came',
  {
    program,
    gap: 4,
    points: 5,
    needs: 'sends the sentence as one datagram',
    hint: 'Two lines: "Received message from IP port PORT", with the address and port of who sent the reply, and below it the text alone.',
    strongerHint:
      'Who sent it is the second argument of the listener, `source` in the starter; address() of the socket is your own end. The text has a line of its own: print it by itself, made from the bytes with toString().',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const client = await start('client', { port: server.port, stdin: 'hola mundo\n' });
    await server.reply(await server.expect('hola mundo', OTHER_BYTES), 'HOLA MUNDO');
    const received = line('Received message from ', /(?:::ffff:)?127\.0\.0\.1/, ` port ${server.port}`);
    await client.prints(received, `"Received message from 127.0.0.1 port ${server.port}"`);
    await client.prints(/\nHOLA MUNDO(?=\r?\n|$)/, say('hola-mundo-on-line-own'));
  },
);

check(
  'ends by itself as soon as the reply is there',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'prints the reply, and from whom it came',
    hint: 'A socket or a timer that is still open keeps the program running. Exit code 0: all went well.',
    strongerHint:
      'Node ends a program when nothing is left to wait for. Here two things are left when the reply is printed: the socket, until its close(), and the timer of the starter, until clearTimeout(). Let go of both in gap 4.',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const args = ['--port', String(server.port), '--timeout', '60000'];
    const client = await start('client', { args, stdin: 'hola mundo\n' });
    await server.reply(await server.expect('hola mundo', OTHER_BYTES), 'HOLA MUNDO');
    await client.exits(0);
  },
);

check(
  'gives up when no reply comes',
  {
    program,
    gap: 5,
    points: 4,
    needs: 'sends the sentence as one datagram',
    hint: 'After --timeout MS (milliseconds), say on stderr "No reply within MS ms", with the number, and end with exit code 1.',
    strongerHint:
      'The starter has started the timer: it calls `giveUp` when the time is up. fail() writes to stderr, sets the exit code and closes the socket, so all that is missing is its text. `timeout` is in milliseconds already: do not divide it.',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const args = ['--port', String(server.port), '--timeout', '300'];
    const client = await start('client', { args, stdin: 'hola mundo\n' });
    await server.expect('hola mundo', OTHER_BYTES);
    await expectNetworkFailure(client, line('No reply within 300 ms'), '"No reply within 300 ms"');
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'ends by itself as soon as the reply is there',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
    strongerHint:
      'console.error() and console.warn() write to stderr, console.log() to stdout. A line that you added to look inside belongs on stdout, or out again; one that begins "(node:" is a warning of Node itself, and says of what.',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const client = await start('client', { port: server.port, stdin: 'hola\n' });
    await server.reply(await server.expect('hola', OTHER_BYTES), 'HOLA');
    await expectSuccess(client);
  },
);
