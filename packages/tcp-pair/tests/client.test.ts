import { check, endpoint, expectSuccess, line } from '@socket-lab/kit';
import { say } from './messages.ts';

const program = 'client';
const OTHER_BYTES = say('sent-other-bytes');

check(
  'connects to the server',
  {
    program,
    gap: 2,
    points: 4,
    hint: 'The socket has to be created, and connected to both, the address of --host and the port of --port.',
    strongerHint:
      'connect() takes an object with `host` and `port`, or the port and then the host, in this order. Both are in constants of these names; ECONNREFUSED means that it went to another port, perhaps one that you wrote yourself.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    await start('client', { host: '127.0.0.1', port: listener.port, stdin: 'hola\n' });
    await listener.accept();
  },
);

check(
  'says from where it is connected',
  {
    program,
    gap: 3,
    points: 3,
    needs: 'connects to the server',
    hint: 'The line is "Connected from IP:PORT". Once it is connected the socket knows both ends: its own is the local one.',
    strongerHint:
      'Your own end is localAddress and localPort of the socket, the remote ones are the server. All are undefined until the connection stands: print in `talk`, which connect() calls then, not right behind connect().',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola\n' });
    const { otherEnd } = await listener.accept();
    await client.prints(line('Connected from ', endpoint(otherEnd)), `"Connected from 127.0.0.1:${otherEnd.port}"`);
  },
);

check(
  'sends the line with its newline',
  {
    program,
    gap: 4,
    points: 5,
    needs: 'connects to the server',
    hint: 'What was typed travels as it is, with one \\n behind it: there the server sees the end of the line. What you read from stdin has no newline any more.',
    strongerHint:
      'readline takes the line end away, and write() adds nothing: put "\\n" behind the line yourself, not "\\r\\n". Without it the server waits for the rest of the line. The letters stay as they are: capitals are the work of the server.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    await start('client', { port: listener.port, stdin: 'hola mundo\n' });
    const peer = await listener.accept();
    await peer.expect('hola mundo\n', OTHER_BYTES);
    peer.expectNothingElse();
  },
);

check(
  'prints the reply of the server',
  {
    program,
    gap: 5,
    points: 4,
    needs: 'sends the line with its newline',
    hint: 'Read until the server has closed, then print one line: "From server: TEXT", where TEXT is what came. Who closes first hears no reply.',
    strongerHint:
      'destroy() right behind write() throws the reply away. Keep every chunk of "data"; the event "end" comes when the server has closed, and only then is `print` called. It writes "From server: " to the letter.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola mundo\n' });
    const peer = await listener.accept();
    await peer.expect('hola mundo\n', OTHER_BYTES);
    await peer.send('HOLA MUNDO\n');
    peer.end();
    await client.prints(line('From server: HOLA MUNDO'), '"From server: HOLA MUNDO"');
  },
);

check(
  'ends by itself when the server has closed',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'prints the reply of the server',
    hint: 'Nothing is left to do: no socket, no timer, no stdin may stay open, and all went well (exit code 0).',
    strongerHint:
      'Node ends a program when nothing is left to wait for. What may be left: a setTimeout() without its clearTimeout(), a setInterval(), process.stdin that nobody has closed (`ask` of the starter does), a socket that nobody ends.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola mundo\n' });
    const peer = await listener.accept();
    await peer.expect('hola mundo\n', OTHER_BYTES);
    await peer.send('HOLA MUNDO\n');
    peer.end();
    await client.exits(0);
    await peer.expectNothingMore();
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'ends by itself when the server has closed',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
    strongerHint:
      'console.error() and console.warn() write to stderr, console.log() to stdout. A line that you added to look inside belongs on stdout, or out again; one that begins "(node:" is a warning of Node itself, and says of what.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    const client = await start('client', { port: listener.port, stdin: 'hola\n' });
    const peer = await listener.accept();
    await peer.expect('hola\n', OTHER_BYTES);
    await peer.send('HOLA\n');
    peer.end();
    await expectSuccess(client);
  },
);
