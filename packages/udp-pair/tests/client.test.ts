import { check, expectNetworkFailure, expectSuccess, line } from '@socket-lab/kit';

const program = 'client';
const OTHER_BYTES = 'The client sent another datagram.';

check(
  'asks for the sentence',
  {
    program,
    gap: 2,
    points: 3,
    hint: 'The prompt is exactly "Input lowercase sentence: ", on stdout, before the line is read.',
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
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const client = await start('client', { port: server.port, stdin: 'hola mundo\n' });
    await server.reply(await server.expect('hola mundo', OTHER_BYTES), 'HOLA MUNDO');
    const received = line('Received message from ', /(?:::ffff:)?127\.0\.0\.1/, ` port ${server.port}`);
    await client.prints(received, `"Received message from 127.0.0.1 port ${server.port}"`);
    await client.prints(/\nHOLA MUNDO(?=\r?\n|$)/, '"HOLA MUNDO" on a line of its own');
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
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    const client = await start('client', { port: server.port, stdin: 'hola\n' });
    await server.reply(await server.expect('hola', OTHER_BYTES), 'HOLA');
    await expectSuccess(client);
  },
);
