import { check, endpoint, expectSuccess, line } from '@socket-lab/kit';
import { expectQuantity } from '@socket-lab/kit/expect/ntp/expect-quantity';
import { expectTime } from '@socket-lab/kit/expect/ntp/expect-time';
import { kiss, serveNtp } from '@socket-lab/kit/expect/ntp/ntp-server';
import { ntpTimestamp } from '@socket-lab/kit/expect/ntp/timestamp';
import { expectClientRequest, expectPresent } from './expect-request.ts';
import { anotherGivesUp, expectGivesUp, expectRefused } from './gives-up.ts';

const program = '02-raw';

/** Each timestamp of this answer is another one, so that the printed one tells which was read. */
const ANSWER = {
  reference: ntpTimestamp('2026-01-02T02:04:05.750Z'),
  receive: ntpTimestamp('2026-01-02T03:04:03.750Z'),
  transmit: ntpTimestamp('2026-01-02T03:04:05.750Z'),
};
const AHEAD_SECONDS = 3600.25;

check(
  'sends a datagram to the server',
  {
    program,
    gap: 2,
    points: 2,
    hint: 'It goes to the address of --host and the port of --port, and the socket stays open until it has left.',
    strongerHint:
      '`send` takes the bytes, then the port, then the address. It returns before the datagram has left, so whatever closes the socket next loses it: a close() of your own, or `giveUp()` with brackets, which runs at once. nodejs.org, UDP: socket.send().',
  },
  async ({ start, udp }) => {
    const server = await udp.listen();
    await start('02-raw', { host: '127.0.0.1', port: server.port });
    await server.receive();
  },
);

check(
  'asks with 48 bytes, as a client of version 3 or 4',
  {
    program,
    gap: 1,
    points: 4,
    needs: 'sends a datagram to the server',
    hint: 'The first byte has, from its highest bit on: leap indicator (2 bits), version (3 bits), mode (3 bits).',
    strongerHint:
      'The mode fills the three lowest bits. The version stands above them: shift it left by 3 (`<<`), and join both with `|`. Version 4 with mode 3 is 0x23, version 3 with mode 3 is 0x1b: "48 bytes" in the lesson shows the bits. Send `request` whole.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    await start('02-raw', { host: '127.0.0.1', port: server.port });
    expectClientRequest(await server.request());
  },
);

check(
  'puts the present into the transmit timestamp',
  {
    program,
    gap: 1,
    points: 4,
    needs: 'sends a datagram to the server',
    hint: 'Bytes 40 to 47: four bytes of seconds since 1900, highest byte first, then four bytes of a fraction.',
    strongerHint:
      'Two times writeUInt32BE: at TRANSMIT the whole seconds of t1 (Math.floor) with NTP_TO_UNIX added, and 4 bytes further on what t1 has behind the point, times 2**32. Half a second is 2147483648, not 500. "Seconds since 1900" in the lesson counts it out.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const startedAt = Date.now() / 1000;
    await start('02-raw', { host: '127.0.0.1', port: server.port });
    expectPresent(await server.request(), startedAt);
  },
);

check(
  'says who has answered',
  {
    program,
    gap: 3,
    points: 2,
    needs: 'asks with 48 bytes, as a client of version 3 or 4',
    hint: 'The line is exactly "Response received from IP:PORT". The event "message" brings the sender beside the datagram.',
    strongerHint:
      '`source`, the second argument of `receive`, has the properties `address` and `port`: the other end. socket.address() is your own end, and `host` is what was asked for, perhaps a name. No blank around the colon.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const client = await start('02-raw', { host: '127.0.0.1', port: server.port });
    await server.answer(await server.request());
    const received = line('Response received from ', endpoint(server));
    await client.prints(received, `"Response received from 127.0.0.1:${server.port}"`);
  },
);

check(
  'prints the time of the transmit timestamp',
  {
    program,
    gap: 3,
    points: 5,
    needs: 'asks with 48 bytes, as a client of version 3 or 4',
    hint: 'Seconds (bytes 40 to 43) and fraction (44 to 47), highest byte first. They count from 1900, a Date from 1970.',
    strongerHint:
      'readUInt32BE reads a number without sign, highest byte first: at TRANSMIT the seconds, 4 bytes on the fraction, which counts 1/2³² s. Less NTP_TO_UNIX the seconds count from 1970. Date takes milliseconds; toISOString() writes them, with their zone.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const client = await start('02-raw', { host: '127.0.0.1', port: server.port });
    const answer = await server.answer(await server.request(), ANSWER);
    await expectTime(client, answer);
  },
);

check(
  'prints by how much the clock of the server is ahead',
  {
    program,
    gap: 4,
    points: 4,
    needs: 'puts the present into the transmit timestamp',
    hint: 'The offset is the mean of two differences, of each way one; all four timestamps count from the same beginning.',
    strongerHint:
      'T2 - T1 is the offset plus the way there, T3 - T4 the offset less the way back: add them, and halve the sum. All four in seconds since 1970: t2 and t3 without the years before it. "Four timestamps" in the lesson has an example.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp, { aheadSeconds: AHEAD_SECONDS });
    const client = await start('02-raw', { host: '127.0.0.1', port: server.port });
    const answer = await server.answer(await server.request());
    await expectQuantity(client, 'Offset', answer);
  },
);

check(
  'gives up when no answer comes',
  {
    program,
    gap: 2,
    points: 3,
    needs: 'sends a datagram to the server',
    hint: 'A datagram may be lost, and nobody says so. Only a timer ends the waiting: one line on stderr, and exit code 1.',
    strongerHint:
      'setTimeout takes a function and milliseconds: hand it `giveUp` without brackets (`giveUp()` would give up at once) and `timeout`. Keep what it returns as `timer`: `receive` and `fail` clear it. `fail` prints the line and sets the exit code already.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const args = ['--host', '127.0.0.1', '--port', String(server.port), '--timeout', '300'];
    const client = await start('02-raw', { args });
    await server.request();
    await expectGivesUp(client);
  },
);

check(
  'prints how long the datagrams were on their way',
  {
    program,
    gap: 4,
    points: 3,
    needs: 'gives up when no answer comes',
    hint: 'The delay belongs to both ways: from T1 to T4 by your clock, less what the server took by its clock.',
    strongerHint:
      'T4 - T1 is how long you have waited, T3 - T2 how long the server took: take the second from the first. Each of them is measured by one clock, so it does not matter how far the clocks are apart. Nothing is halved; the unit is the second.',
  },
  async (context) => {
    const server = await serveNtp(context.udp, { aheadSeconds: AHEAD_SECONDS });
    const startedAt = Date.now() / 1000;
    const args = ['--host=127.0.0.1', `--port=${server.port}`, '--timeout=60000'];
    const client = await context.start('02-raw', { args });
    const request = await server.request();
    expectPresent(request, startedAt); // without T1 no delay could be right
    // It leaves the server at once, by the server's clock, and is here when another program has waited in vain.
    const atOnce = ntpTimestamp((request.receivedAt + AHEAD_SECONDS) * 1000);
    const fields = { receive: atOnce, transmit: atOnce };
    const note = 'the answer, long on its way';
    const answer = await server.answer(request, fields, { after: anotherGivesUp(context, program, 700), note });
    await expectQuantity(client, 'Delay', answer);
  },
);

check(
  'refuses a packet that is too short',
  {
    program,
    gap: 5,
    points: 2,
    needs: 'prints the time of the transmit timestamp',
    hint: 'Look at the length before you read the fields: 48 bytes are needed.',
    strongerHint:
      'Behind the end of a buffer readUInt32BE throws ERR_OUT_OF_RANGE. So in `isTheAnswer`, before any field is read, compare `answer.length` with PACKET_BYTES: when it is less, call `fail` with a reason, and return false. Do not fill the packet up.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const client = await start('02-raw', { args: ['--host=127.0.0.1', `--port=${server.port}`, '--timeout=1000'] });
    await server.answer(await server.request(), ANSWER, { length: 12 });
    await expectRefused(client, 'a packet of 12 bytes');
  },
);

check(
  "says why it gets a kiss-o'-death",
  {
    program,
    gap: 5,
    points: 2,
    needs: 'prints the time of the transmit timestamp',
    hint: "Stratum 0 is no answer but a kiss-o'-death. Its four letters stand in bytes 12 to 15: print them on stderr.",
    strongerHint:
      'Byte 1 is the stratum (readUInt8). When it is 0, toString(encoding, start, end) makes text of a part of the buffer; `end` is the first byte that is left out, so 16. Give `fail` a line with that text in it, and return false: no time is printed.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const client = await start('02-raw', { args: ['--host=127.0.0.1', `--port=${server.port}`, '--timeout=1000'] });
    await server.answer(await server.request(), { ...ANSWER, ...kiss('RATE') });
    await expectRefused(client, "a kiss-o'-death (stratum 0)", /\bRATE\b/, 'a line with RATE');
  },
);

check(
  'ends by itself as soon as the answer is there',
  {
    program,
    points: 1,
    needs: 'prints the time of the transmit timestamp',
    hint: 'Above gap 3, `receive` of the starter clears the timer and closes the socket: does it still? Anything else that is open keeps the program running, too. Exit code 0: all went well.',
    strongerHint:
      'clearTimeout needs what setTimeout has returned: does gap 2 keep it in `timer`? A second socket or timer of your own has to be closed as well. After an answer nothing may throw or call `fail`, which sets exit code 1. process.exit() may cut off the output.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const client = await start('02-raw', { args: ['--host=127.0.0.1', `--port=${server.port}`, '--timeout=60000'] });
    await server.answer(await server.request());
    await client.exits(0);
  },
);

check(
  'prints nothing on stderr when all goes well',
  {
    program,
    points: 1,
    needs: 'ends by itself as soon as the answer is there',
    hint: 'stderr is for what went wrong; print the rest with console.log.',
    strongerHint:
      'console.error, console.warn and console.trace write on stderr; console.log and console.info write on stdout. A line that begins with "(node:" is a warning of Node: it names what your program does, and what to do instead.',
  },
  async ({ start, udp }) => {
    const server = await serveNtp(udp);
    const client = await start('02-raw', { host: '127.0.0.1', port: server.port });
    await server.answer(await server.request());
    await expectSuccess(client);
  },
);
