import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Program } from '@socket-lab/kit';
import { line } from '@socket-lab/kit/text/line';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { KeepAliveRelay } from './keep-alive-relay.ts';
import { needsCommand } from './needs-command.ts';
import { printedAnswer, stagedSolutions, timeless } from './solutions.ts';
import { askByNode, WebServer } from './web-server.ts';

needsCommand('nginx');

const PAGE = 'un ñandú\n';
const BIG = randomBytes(10 * 1024 * 1024);

function configuration({ folder, port }: { folder: string; port: number }): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
    worker_processes 1;
    pid "${folder}/temp/pid";
    error_log stderr notice;
    events { worker_connections 64; }
    http {
      access_log "${folder}/temp/access.log";
      ${temporary.map((name) => `${name}_temp_path "${folder}/temp/${name}";`).join('\n')}
      types { text/html html; application/octet-stream bin; }
      server {
        listen 127.0.0.1:${port};
        root "${folder}/site";
        # Server-side includes: nobody knows the length before the page is written, so it comes in chunks.
        location = /generated.html { ssi on; }
        # The same without chunks: so it ends with the connection.
        location = /until-the-end.html { ssi on; chunked_transfer_encoding off; }
        location = /nothing { return 204; }
        # Our client sends no condition. A proxy that has the page already would: this one stands before nginx itself.
        location = /not-modified.html {
          proxy_pass http://127.0.0.1:${port}/page.html;
          proxy_set_header If-None-Match *;
        }
      }
    }`;
}

const INCLUDES = `un <!--# echo var="uri" --> <!--# include virtual="/page.html" -->fin\n`;

describe('http-client and nginx', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('http-client');
  let nginx: WebServer | undefined;
  beforeEach(async () => {
    nginx ??= await WebServer.start({
      command: 'nginx',
      args: (folder) => ['-p', folder, '-c', join(folder, 'server.conf'), '-e', 'stderr', '-g', 'daemon off;'],
      ready: 'start worker process ',
      configuration,
      site: {
        'page.html': PAGE,
        'generated.html': INCLUDES,
        'until-the-end.html': INCLUDES,
        'big.bin': BIG,
        'empty.html': '',
      },
    });
  });
  afterAll(() => nginx?.[Symbol.asyncDispose]());

  /** Runs a program on a path, to its end. */
  async function run(name: string, path: string, server = nginx as { host: string; port: number }): Promise<Program> {
    await using session = solution(name);
    const { host, port } = server;
    const program = await session.start(name, { port, args: ['--host', host, '--port', `${port}`, '--path', path] });
    await program.exits(0);
    expect(program.stderr.text()).toBe('');
    return program;
  }

  test.each([
    ['a static page', '/page.html', 'HTTP/1.1 200 OK', /^Content-Length: 11$/],
    ['an empty page', '/empty.html', 'HTTP/1.1 200 OK', /^Content-Length: 0$/],
    ['10 MiB of any bytes', '/big.bin', 'HTTP/1.1 200 OK', /^Content-Length: 10485760$/],
    ['a generated page, in chunks', '/generated.html', 'HTTP/1.1 200 OK', /^Transfer-Encoding: chunked$/],
    ['a generated page, to the end of the connection', '/until-the-end.html', 'HTTP/1.1 200 OK', /^Connection: close$/],
    ['a page that is not there', '/no-such-page.html', 'HTTP/1.1 404 Not Found', /^Content-Length: \d+$/],
    ['a page that has not changed', '/not-modified.html', 'HTTP/1.1 304 Not Modified', /^ETag: ".*"$/],
    ['no page at all', '/nothing', 'HTTP/1.1 204 No Content', /^Connection: close$/],
  ])("05-response prints %s, as Node's client understands it", async (_what, path, statusLine, header) => {
    const answer = printedAnswer(await run('05-response', path));
    expect(answer.head[0]).toBe(statusLine);
    expect(answer.head).toContainEqual(expect.stringMatching(header));
    const nodes = await askByNode(nginx as WebServer, path);
    expect(timeless(answer).head).toEqual(timeless(nodes).head);
    expect(answer.body.equals(nodes.body)).toBe(true);
  });

  test('05-response has the bytes of the files', async () => {
    expect(String(printedAnswer(await run('05-response', '/page.html')).body)).toBe(PAGE);
    expect(String(printedAnswer(await run('05-response', '/generated.html')).body)).toBe(
      `un /generated.html ${PAGE}fin\n`,
    );
    expect(printedAnswer(await run('05-response', '/big.bin')).body.equals(BIG)).toBe(true);
  });

  test.each([
    ['/page.html', /^Content-Length: 11$/, PAGE],
    ['/generated.html', /^Transfer-Encoding: chunked$/, `un /generated.html ${PAGE}fin\n`],
    ['/nothing', /^HTTP\/1\.1 204 /, ''],
  ])('05-response ends with %s, though nginx keeps the connection', async (path, line, body) => {
    await using relay = await KeepAliveRelay.to(nginx as WebServer);
    const answer = printedAnswer(await run('05-response', path, relay));
    expect(answer.head).toContain('Connection: keep-alive');
    expect(answer.head).toContainEqual(expect.stringMatching(line));
    expect(String(answer.body)).toBe(body);
    expect(relay.serverEnded).toBe(false);
  });

  test('04-request sends what nginx takes for a request', async () => {
    const program = await run('04-request', '/page.html?from=04');
    await program.prints(line('Message sent successfully'), 'that it is sent');
    const log = join((nginx as WebServer).folder, 'temp/access.log');
    await expect
      .poll(() => readFile(log, 'utf8'), { timeout: 20_000 })
      .toMatch(/"GET \/page\.html\?from=04 HTTP\/1\.1" (200|499) /);
  });

  test('03-connect connects, and nginx minds not that it leaves', async () => {
    const program = await run('03-connect', '/');
    await program.prints(line('Socket connected to 127.0.0.1 on ip 127.0.0.1'), 'where it is connected');
  });
});
