import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Program } from '@socket-lab/kit';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { KeepAliveRelay } from './keep-alive-relay.ts';
import { needsCommand } from './needs-command.ts';
import { printedAnswer, stagedSolutions, timeless } from './solutions.ts';
import { askByNode, WebServer } from './web-server.ts';

needsCommand('lighttpd');

const PAGE = 'un ñandú\n';
const BIG = randomBytes(10 * 1024 * 1024);
/** More than a pipe holds (pipe(7): 64 KiB): lighttpd has to begin before the script has ended, and knows no length. */
const LINES = 40_000;

function configuration({ folder, port }: { folder: string; port: number }): string {
  return `
    server.bind = "127.0.0.1"
    server.port = ${port}
    server.document-root = "${folder}/site"
    server.upload-dirs = ( "${folder}/temp" )
    server.modules = ( "mod_setenv", "mod_cgi" )
    server.stream-response-body = 1
    mimetype.assign = ( ".html" => "text/html", "" => "application/octet-stream" )
    cgi.assign = ( ".sh" => "/bin/sh" )
    # Our client sends no condition: this one is written into its request.
    $HTTP["url"] == "/not-modified.html" { setenv.set-request-header = ( "If-None-Match" => "*" ) }
  `;
}

const GENERATED = `printf 'Content-Type: text/plain\\r\\n\\r\\n'; i=0; while [ $i -lt ${LINES} ]; do echo "line $i"; i=$((i+1)); done\n`;
const NOTHING = `printf 'Status: 204 No Content\\r\\n\\r\\n'\n`;

describe('http-client and lighttpd', { timeout: 60_000 }, () => {
  const solution = stagedSolutions('http-client');
  let lighttpd: WebServer | undefined;
  beforeEach(async () => {
    lighttpd ??= await WebServer.start({
      command: 'lighttpd',
      args: (folder) => ['-D', '-f', join(folder, 'server.conf')],
      ready: 'server started',
      configuration,
      site: {
        'page.html': PAGE,
        'not-modified.html': PAGE,
        'big.bin': BIG,
        'generated.sh': GENERATED,
        'nothing.sh': NOTHING,
      },
    });
  });
  afterAll(() => lighttpd?.[Symbol.asyncDispose]());

  async function run(path: string, server = lighttpd as { host: string; port: number }): Promise<Program> {
    await using session = solution('05-response');
    const { host, port } = server;
    const program = await session.start('05-response', {
      port,
      args: ['--host', host, '--port', `${port}`, '--path', path],
    });
    await program.exits(0);
    expect(program.stderr.text()).toBe('');
    return program;
  }

  test.each([
    ['a static page', '/page.html', 'HTTP/1.1 200 OK', /^Content-Length: 11$/],
    ['10 MiB of any bytes', '/big.bin', 'HTTP/1.1 200 OK', /^Content-Length: 10485760$/],
    ['what a script writes, in chunks', '/generated.sh', 'HTTP/1.1 200 OK', /^Transfer-Encoding: chunked$/],
    ['a page that is not there', '/no-such-page.html', 'HTTP/1.1 404 Not Found', /^Content-Length: \d+$/],
    ['a page that has not changed', '/not-modified.html', 'HTTP/1.1 304 Not Modified', /^ETag: ".*"$/],
    ['no page at all', '/nothing.sh', 'HTTP/1.1 204 No Content', /^Connection: close$/],
  ])("05-response prints %s, as Node's client understands it", async (_what, path, statusLine, header) => {
    const answer = printedAnswer(await run(path));
    expect(answer.head[0]).toBe(statusLine);
    expect(answer.head).toContainEqual(expect.stringMatching(header));
    const nodes = await askByNode(lighttpd as WebServer, path);
    expect(timeless(answer).head).toEqual(timeless(nodes).head);
    expect(answer.body.equals(nodes.body)).toBe(true);
  });

  test('05-response has the bytes of the files, and of the script', async () => {
    expect(String(printedAnswer(await run('/page.html')).body)).toBe(PAGE);
    expect(printedAnswer(await run('/big.bin')).body.equals(BIG)).toBe(true);
    const lines = Array.from({ length: LINES }, (_, index) => `line ${index}\n`).join('');
    expect(String(printedAnswer(await run('/generated.sh')).body)).toBe(lines);
  });

  test.each([
    ['/page.html', PAGE],
    ['/nothing.sh', ''],
  ])('05-response ends with %s, though lighttpd keeps the connection', async (path, body) => {
    await using relay = await KeepAliveRelay.to(lighttpd as WebServer);
    const answer = printedAnswer(await run(path, relay));
    expect(answer.head).not.toContain('Connection: close');
    expect(String(answer.body)).toBe(body);
    expect(relay.serverEnded).toBe(false);
  });
});
