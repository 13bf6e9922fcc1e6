import {
  CheckFailure,
  check,
  expectBoundHost,
  expectChosenPort,
  expectKeepsServing,
  expectNetworkFailure,
  expectNoStackTrace,
  expectPortFlag,
  expectUsage,
  line,
} from '@socket-lab/kit';
import { say } from './messages.ts';

const program = 'server';
const OTHER_REPLY = say('reply-not-text-in-capital-letters');

/** 65,535 bytes of an IPv4 packet, less its header of 20 and that of UDP of 8 (RFC 791 §3.1, RFC 768). */
const LARGEST_DATAGRAM_BYTES = 65_507;

// Binding

check(
  'takes a port of the system with --port 0, and names it',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'says when it is ready, with its port',
    hint: 'With port 0 the system chooses. Ask the socket for its address once it is bound.',
  },
  async ({ start, udp }) => {
    const server = await start('server', { port: 0 });
    const peer = await udp.connect({ port: await expectChosenPort(server) });
    await peer.send('hola');
    await peer.send('hola'); // by now the system has told this socket when nothing is bound to the port
    if (!peer.isUnreachable) return;
    throw new CheckFailure(say('names-port-not-bound'), {
      kind: 'words',
      expected: say('port-system-has-chosen'),
      received: say('port-where-nothing-bound-econnrefused', { port: peer.target?.port ?? '' }),
    });
  },
);

check(
  'answers at the address of --host only',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'answers a datagram in capital letters',
    hint: 'The address of --host goes to bind, beside the port.',
  },
  async ({ start, udp }) => {
    const { port } = await udp.unusedPort();
    const server = await start('server', { port, args: ['--host=127.0.0.2', `--port=${port}`] });
    const peer = await udp.talkTo(server, { host: '127.0.0.2' });
    await peer.send('hola');
    await peer.expect('HOLA', OTHER_REPLY);
    const elsewhere = await udp.connect(server, { host: '127.0.0.1' });
    await elsewhere.send('hola');
    await elsewhere.expectUnreachable(say('bound-address-not-given'));
  },
);

check(
  'answers at every IPv4 address when --host is left out',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'answers a datagram in capital letters',
    hint: 'Without --host, bind to all interfaces: 0.0.0.0, or no address at all.',
  },
  async ({ start, udp }) => {
    const server = await start('server');
    for (const host of ['127.0.0.2', '127.0.0.1']) {
      const probe = await udp.connect(server, { host }); // only a connected socket hears that nobody is there
      await probe.send('hola');
      await probe.send('hola'); // by now the system has told it
      if (probe.isUnreachable) {
        throw new CheckFailure(say('no-socket-server-bound', { host }), {
          kind: 'words',
          expected: say('without-host-bound-every-ipv4-address'),
          received: say('icmp-port-unreachable-econnrefused-from-port', { host, port: server.port }),
        });
      }
      const peer = await udp.talkTo(server, { host });
      await peer.send('hola');
      await peer.expect('HOLA', OTHER_REPLY);
    }
  },
);

check(
  'names the address that it is bound to in the ready line',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'says when it is ready, with its port',
    hint: 'HOST in the ready line is the address that the server is bound to: the one given, or that of all interfaces.',
  },
  async ({ start }) => {
    await expectBoundHost(await start('server', { host: '127.0.0.1' }), '127.0.0.1');
    await expectBoundHost(await start('server'), 'all interfaces');
  },
);

check(
  'names another reason for which it cannot bind',
  {
    program,
    gap: 2,
    points: 1,
    needs: 'says that its port is in use, and ends',
    hint: 'A port in use is one reason of many. The code of the error tells which.',
  },
  async ({ start }) => {
    // An address of no machine (TEST-NET-1, RFC 5737 §3).
    const server = await start('server', { host: '192.0.2.1', ready: false });
    await expectNetworkFailure(server, line(/Bind failed: EADDRNOTAVAIL.*/), '"Bind failed: EADDRNOTAVAIL …"');
  },
);

// The command line, which the starter has already

check(
  'refuses an unknown flag with its usage',
  {
    program,
    points: 1,
    needs: 'answers a datagram in capital letters',
    hint: 'parseArgs throws for a flag it does not know: keep the usage line and exit code 2 of the starter.',
  },
  async ({ start }) => {
    const server = await start('server', { args: ['--port', '0', '--colour', 'blue'], ready: false });
    await expectUsage(server);
  },
);

check(
  'refuses what is no port, with its usage',
  {
    program,
    points: 1,
    needs: 'answers a datagram in capital letters',
    hint: 'A port is a whole number from 0 to 65535, and nothing behind it: keep the test of the starter.',
  },
  async ({ start }) => {
    await expectPortFlag((port) => start('server', { args: [`--port=${port}`], ready: false }));
  },
);

// The datagram

check(
  'knows the capital letters outside of ASCII',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'answers a datagram in capital letters',
    hint: 'The bytes of a datagram are text in UTF-8: make a string of all of them, then toUpperCase.',
  },
  async ({ start, udp }) => {
    const server = await start('server');
    const peer = await udp.talkTo(server);
    await peer.send('un ñandú: 5 €');
    await peer.expect('UN ÑANDÚ: 5 €', OTHER_REPLY);
  },
);

check(
  'keeps blanks and line ends',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'answers a datagram in capital letters',
    hint: 'Only small letters become other ones. Does something trim the text, or end it at a newline?',
  },
  async ({ start, udp }) => {
    const server = await start('server');
    const peer = await udp.talkTo(server);
    await peer.send(' \tuno\r\ndos \n');
    await peer.expect(' \tUNO\r\nDOS \n', OTHER_REPLY);
  },
);

check(
  'answers an empty datagram with an empty one',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'answers a datagram in capital letters',
    hint: 'A datagram without a byte of data is a datagram, too: who sent it waits for a reply.',
  },
  async ({ start, udp }) => {
    const server = await start('server');
    const peer = await udp.talkTo(server);
    await peer.send('');
    await peer.expect('', say('reply-empty-datagram-not-empty'));
  },
);

check(
  'answers the largest datagram, whole',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'answers a datagram in capital letters',
    hint: 'Over IPv4 a datagram carries up to 65,507 bytes. Does something cut it, or the reply?',
  },
  async ({ start, udp, chance }) => {
    const server = await start('server');
    const peer = await udp.talkTo(server);
    const text = `${chance.bytes((LARGEST_DATAGRAM_BYTES - 1) / 2).toString('hex')}a`;
    await peer.send(text);
    await peer.expect(text.toUpperCase(), OTHER_REPLY);
  },
);

check(
  'reports a reply that is too large, and goes on',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'answers a datagram in capital letters',
    hint: 'Some letters grow in upper case, so a reply can be too large for a datagram: then send gives its callback an error (EMSGSIZE). One line on stderr, and the server goes on.',
  },
  async ({ start, udp }) => {
    const server = await start('server');
    const peer = await udp.talkTo(server);
    await peer.send('ŉ'.repeat(30_000)); // 60,000 bytes, in upper case 90,000: "ʼN"
    await Promise.race([server.inTime(() => server.stderr.text() !== ''), peer.arrival()]);
    if (peer.waiting) {
      throw new CheckFailure(say('sent-reply-in-place-one-too'), {
        kind: 'words',
        expected: say('no-reply-and-line-on-stderr'),
        received: say('datagram-bytes-where-whole-reply-has', {
          size: peer.waiting.bytes.length.toLocaleString('en'),
        }),
      });
    }
    await server.printsOnStderr(/\S/, say('line-says-what-went-wrong'));
    await expectKeepsServing(server, say('after-reply-too-large'), async () => {
      await peer.send('hola');
      await peer.expect('HOLA', say('reply-not-datagram-after-one-too'));
    });
    await server.stop();
    expectNoStackTrace(server);
  },
);

check(
  'goes on after a datagram that is no text',
  {
    program,
    gap: 4,
    points: 1,
    needs: 'answers a datagram in capital letters',
    hint: 'Anybody can send anything. Bytes that are no UTF-8 may get any reply, but must not end the server.',
  },
  async ({ start, udp }) => {
    const server = await start('server');
    const garbage = await udp.talkTo(server);
    await garbage.send(Uint8Array.of(0xff, 0xc3, 0x28, 0x00, 0x80));
    await expectKeepsServing(server, say('after-datagram-no-text'), async () => {
      for (const text of ['uno', 'dos']) {
        const peer = await udp.talkTo(server);
        await peer.send(text);
        await peer.expect(text.toUpperCase(), OTHER_REPLY);
      }
    });
  },
);

// Many clients

/** So many datagrams of a client that leaves, all sent before the server can have answered the last one. */
const REQUESTS = 10;

check(
  'answers interleaved clients, each its own',
  {
    program,
    gap: 4,
    points: 3,
    needs: 'answers two datagrams with two replies',
    hint: 'The reply goes to the sender of this datagram. A variable for "the client" is overwritten by the next one.',
  },
  async ({ start, udp }) => {
    const server = await start('server');
    const first = await udp.talkTo(server);
    const second = await udp.talkTo(server);
    await first.send('first, one');
    await second.send('second, one');
    await first.send('first, two');
    await second.send('second, two');
    await second.expectInAnyOrder(['SECOND, ONE', 'SECOND, TWO']);
    await first.expectInAnyOrder(['FIRST, ONE', 'FIRST, TWO']);
  },
);

check(
  'goes on when a client has left before its reply',
  {
    program,
    gap: 4,
    points: 2,
    needs: 'serves one client after the other',
    hint: 'A reply to a client that has left is answered by ICMP: port unreachable. A connected socket hears of it as an event "error"; that concerns nobody else.',
  },
  async ({ start, udp }) => {
    const server = await start('server');
    // All sockets are opened first: one that is opened later could be given the port of one that has left, and its reply.
    const open = async (text: string) => ({ text, gone: await udp.connect(server), peer: await udp.talkTo(server) });
    for (const { text, gone, peer } of [await open('uno'), await open('dos'), await open('tres')]) {
      // It leaves in the turn in which it sends (a connected socket sends at once), so that most replies come too late.
      const requests = Array.from({ length: REQUESTS }, () => gone.send('who is there?'));
      await Promise.all([...requests, gone.leave()]);
      await server.inTime(() => server.stdout.text().includes(` port ${gone.port}`));
      await expectKeepsServing(server, say('after-client-had-left-before-replies'), async () => {
        for (const request of [text, `${text} otra vez`]) {
          await peer.send(request);
          await peer.expect(request.toUpperCase(), OTHER_REPLY);
        }
      });
    }
  },
);

check(
  'answers 1,000 datagrams of 20 clients',
  {
    program,
    gap: 1,
    points: 2,
    needs: 'answers interleaved clients, each its own',
    hint: 'Does the server keep something of each datagram or client, and stop when there are too many?',
  },
  async ({ start, udp }) => {
    const server = await start('server');
    const clients = await Promise.all(Array.from({ length: 20 }, () => udp.talkTo(server)));
    // Two of each client are unanswered at a time: more could be lost in the socket's buffer, and nobody would be at fault.
    const talks = clients.map(async (peer, client) => {
      for (let count = 0; count < 50; count += 2) {
        const texts = [`client ${client}, ${count}`, `client ${client}, ${count + 1}`];
        for (const text of texts) await peer.send(text);
        await peer.expectInAnyOrder(texts.map((text) => text.toUpperCase()));
      }
    });
    const failed = (await Promise.allSettled(talks)).find((outcome) => outcome.status === 'rejected');
    const answered = clients.filter(({ received }) => received > 0).length;
    if (failed?.reason instanceof CheckFailure && answered < clients.length) {
      throw new CheckFailure(say('answered-clients-and-others-not-at', { answered, length: clients.length }), {
        kind: 'words',
        expected: say('reply-each-datagram-each-client'),
        received: say('replies-clients', { answered }),
      });
    }
    if (failed) throw failed.reason;
    const replies = clients.reduce((sum, { received }) => sum + received, 0);
    if (replies === 1_000) return;
    throw new CheckFailure(say('sent-more-replies-than-received-datagrams'), {
      kind: 'words',
      expected: say('1-000-replies-1-000-datagrams'),
      received: say('replies', { replies }),
    });
  },
);
