import { once } from 'node:events';
import http from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Tcp } from '../../peers/tcp.ts';
import { Recorder } from '../../wire/recorder.ts';
import { bodiless, chunked, counted } from './answer.ts';
import { anyAnswer } from './fixtures/any-answer.ts';
import { hold } from './fixtures/hold.ts';
import { type HttpServer, serveHttp } from './http-server.ts';

let tcp: Tcp;
let server: HttpServer;
beforeEach(async () => {
  tcp = new Tcp(new Recorder(), () => new Promise(() => {}));
  server = await serveHttp(tcp);
});
afterEach(() => tcp.close());

/** Node's own HTTP client asks the server: it is no part of this project, and knows all of HTTP. */
function ask(path = '/'): { response: Promise<http.IncomingMessage>; request: http.ClientRequest } {
  const request = http.get({ host: server.host, port: server.port, path, agent: false });
  const response = once(request, 'response').then(([message]) => message as http.IncomingMessage);
  response.catch(() => {});
  request.on('error', () => {}); // the answer tells
  return { response, request };
}

describe('the request', () => {
  test("of Node's HTTP client is right", async () => {
    ask('/a?b=%20');
    const exchange = await server.takeRequest({ path: '/a?b=%20' });
    exchange.expectRequest();
    expect(String(exchange.request)).toMatch(/^GET \/a\?b=%20 HTTP\/1\.1\r\n/);
  });

  test('fails in the part that is asked for', async () => {
    const socket = connect(server.port, server.host);
    socket.write(`GET / HTTP/1.1\nHost: ${server.host}:${server.port}\r\n\r\n`);
    const exchange = await server.takeRequest();
    exchange.expectRequest('request line', 'Host', 'end');
    expect(() => exchange.expectRequest()).toThrow('The request line ends in LF alone.');
    expect(() => exchange.expectRequest('Connection')).toThrow('does not ask the server to close');
  });

  test('may come in any parts, and more may come behind it', async () => {
    const socket = connect(server.port, server.host);
    const request = `GET / HTTP/1.1\r\nHost: ${server.host}:${server.port}\r\nConnection: close\r\n\r\n`;
    for (const byte of request) socket.write(byte);
    const exchange = await server.takeRequest();
    exchange.expectRequest();
    socket.end('\r\n');
    await exchange.peer.expectClosed();
    expect(() => exchange.expectRequest('end')).toThrow('One line end too many');
  });

  test('without an empty line is what came before the end', async () => {
    connect(server.port, server.host).end('GET / HTTP/1.1\r\n');
    const exchange = await server.takeRequest();
    exchange.expectRequest('request line');
    expect(() => exchange.expectRequest('line ends')).toThrow('No empty line came');
  });

  test('never comes', async () => {
    connect(server.port, server.host).end();
    await expect(server.takeRequest({ path: '/a' })).rejects.toMatchObject({
      summary: 'The program connected, and sent no request.',
      comparison: { expected: 'a request that begins "GET /a HTTP/1.1"', received: 'the end of the stream' },
    });
  });

  test('the flags tell where to ask', () => {
    const { port } = server;
    expect(server.flags()).toEqual({ port, args: ['--host', '127.0.0.1', '--port', `${port}`] });
    expect(server.flags({ host: 'localhost', path: '/x' }).args).toEqual([
      '--host',
      'localhost',
      '--port',
      `${port}`,
      '--path',
      '/x',
    ]);
  });

  test('nobody may connect', async () => {
    const ended = new Tcp(new Recorder(), async () => {});
    const alone = await serveHttp(ended);
    await alone.expectNobody();
    const socket = connect(alone.port, alone.host);
    await once(socket, 'connect');
    await expect(alone.expectNobody()).rejects.toThrow('The program connected to the server.');
    socket.destroy();
    ended.close();
  });
});

describe('the answer', { timeout: 60_000 }, () => {
  test('any, in any framing, cut anywhere: Node makes the same of it', async () => {
    await hold(
      fc.asyncProperty(anyAnswer, async ({ answer, parts, ends }) => {
        const { response, request } = ask();
        const exchange = await server.takeRequest();
        await exchange.sendInSegments(...parts);
        if (ends) exchange.end();
        const message = await response;
        const [statusLine, ...headers] = String(answer.head).split('\r\n').slice(0, -2);
        expect(`HTTP/1.1 ${message.statusCode} ${message.statusMessage}`).toBe(statusLine);
        expect(pairs(message.rawHeaders)).toEqual(headers);
        expect(await buffer(message)).toEqual(answer.body);
        request.destroy();
      }),
    );
  });

  test('cut at every byte: Node makes the same of it', async () => {
    const answer = chunked(['hola', { data: ' mundo', size: '06', extension: ';x=1' }], { trailers: ['X-Sum: 1'] });
    for (let place = 1; place < answer.bytes.length; place++) {
      const { response, request } = ask();
      const exchange = await server.takeRequest();
      await exchange.sendInSegments(answer.bytes.subarray(0, place), answer.bytes.subarray(place));
      expect(String(await buffer(await response))).toBe('hola mundo');
      request.destroy();
    }
  });

  test('byte by byte: as many reads', async () => {
    const socket = connect(server.port, server.host);
    const reads: string[] = [];
    socket.on('data', (chunk) => reads.push(String(chunk)));
    socket.write('GET / HTTP/1.1\r\n\r\n');
    const exchange = await server.takeRequest();
    const answer = bodiless({ status: '204 No Content' });
    await exchange.sendByteByByte(answer.bytes);
    exchange.end();
    await once(socket, 'end');
    expect(reads).toEqual([...String(answer.bytes)]);
  });

  test('10 MiB of any bytes, on a connection that stays open', async () => {
    const { response, request } = ask();
    const exchange = await server.takeRequest();
    const answer = counted(Buffer.alloc(10 * 1024 * 1024, Buffer.of(0, 255, 13, 10, 128)));
    const sent = exchange.send(answer.bytes);
    expect((await buffer(await response)).equals(answer.body)).toBe(true);
    await sent;
    request.destroy();
  });

  test('cut short by an end, and by a reset', async () => {
    const answer = counted('hola mundo');
    for (const breakOff of ['end', 'reset'] as const) {
      const { response } = ask();
      const exchange = await server.takeRequest();
      await exchange.sendInSegments(answer.bytes.subarray(0, -3));
      exchange[breakOff]();
      await expect(response.then((message) => buffer(message))).rejects.toMatchObject({ code: 'ECONNRESET' });
    }
  });

  test('with a reset right behind it: all of it is read before', async () => {
    const socket = connect(server.port, server.host);
    const reads: string[] = [];
    socket.on('data', (chunk) => reads.push(String(chunk)));
    socket.write('GET / HTTP/1.1\r\n\r\n');
    const exchange = await server.takeRequest();
    const answer = counted('hola mundo');
    void exchange.send(answer.bytes);
    exchange.reset();
    expect(await once(socket, 'end').catch(({ code }) => code)).toBe('ECONNRESET');
    expect(reads.join('')).toBe(String(answer.bytes));
  });

  test('to a program that has gone: nothing fails', async () => {
    const socket = connect(server.port, server.host);
    socket.write('GET / HTTP/1.1\r\n\r\n');
    const exchange = await server.takeRequest();
    socket.resetAndDestroy();
    await exchange.peer.expectClosed();
    await exchange.send('HTTP/1.1 200 OK\r\n');
    await exchange.sendByteByByte(Buffer.from('\r\n'));
    exchange.end();
  });
});

function pairs(raw: readonly string[]): string[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${raw[index + 1]}`] : []));
}
