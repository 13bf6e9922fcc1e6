import { check } from '@socket-lab/kit';
import { serveHttp } from '@socket-lab/kit/expect/http/http-server';
import { checkSocketAndAddress } from './step-checks.ts';
import { expectConnected } from './steps.ts';

const program = '03-connect';

checkSocketAndAddress(program);

check(
  'connects to the server',
  {
    program,
    gap: 3,
    points: 2,
    hint: 'connect takes both, the address that the name has and the port of --port.',
    strongerHint:
      'socket.connect takes an object with `host` and `port`, or first the port and then the host: with the address first Node takes it for the name of a file (ENOENT). Hand it `connected` without brackets: `connected()` would close the socket at once.',
  },
  async ({ start, tcp }) => {
    const listener = await tcp.listen();
    await start('03-connect', { host: '127.0.0.1', port: listener.port });
    await listener.accept();
  },
);

check(
  'says where it is connected',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'connects to the server',
    hint: 'The line is "Socket connected to HOST on ip IP". The other end of a socket is the remote one.',
    strongerHint:
      'IP is the property `remoteAddress` of the socket, without its port; `localAddress` is your own end. It is there only while the connection stands: before connect, and after destroy(), it is `undefined`. So print in `connected`, and close behind it.',
  },
  async ({ start, tcp }) => {
    const { port } = await tcp.listen();
    const client = await start('03-connect', { host: '127.0.0.1', port });
    await expectConnected(client, { host: '127.0.0.1', ip: '127.0.0.1' });
  },
);

check(
  'closes the connection and ends, whether the server closes or not',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'says where it is connected',
    hint: 'end() says that you send nothing more, and waits for the server to say the same. Which method does not wait?',
    strongerHint:
      'A server that waits for a request does not end its side, so end() alone waits for ever. `destroy` closes both directions at once, and loses nothing here, since nothing was sent. nodejs.org, Net: socket.destroy().',
  },
  async ({ start, tcp }) => {
    const { port, host } = await serveHttp(tcp);
    const stays = await start('03-connect', { host, port });
    await stays.exits(0);
    const listener = await tcp.listen();
    const closes = await start('03-connect', { host, port: listener.port });
    const peer = await listener.accept();
    peer.end();
    await closes.exits(0);
    await peer.expectClosed();
  },
);
