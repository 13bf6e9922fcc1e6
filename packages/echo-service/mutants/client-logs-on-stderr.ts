// mutant of: client
// fault: logs on stderr although all is well
// caught by: client/prints-nothing-on-stderr-when-all-goes-well
import { EventEmitter } from 'node:events';
import * as net from 'node:net';
import * as readline from 'node:readline';
import { parseArgs } from 'node:util';

interface Address {
  host: string;
  port: number;
}

/** Emits `piece` (text of at most 16 bytes), then `complete` or `failure`. */
class EchoConversation extends EventEmitter<{ piece: [string]; complete: []; failure: [string] }> {
  private socket: net.Socket;
  private line = '';
  private bytesBack = 0;

  constructor(socket: net.Socket) {
    super();
    this.socket = socket.setEncoding('utf8').pause();
    socket.on('data', (text) => this.take(String(text)));
    socket.on('end', () => this.finish('failure', 'connection closed by the server before the echo was whole'));
    socket.on('error', (error: NodeJS.ErrnoException) => this.finish('failure', `${error.code} (${error.message})`));
  }

  say(line: string): void {
    this.line = line;
    this.socket.end(line);
    if (line === '') this.finish('complete');
    else this.socket.resume();
  }

  private take(text: string): void {
    let piece = '';
    for (const character of text) {
      if (Buffer.byteLength(piece + character) > 16) {
        this.emit('piece', piece);
        piece = '';
      }
      piece += character;
    }
    if (piece) this.emit('piece', piece);
    this.bytesBack += Buffer.byteLength(text);
    if (this.bytesBack >= Buffer.byteLength(this.line)) this.finish('complete');
  }

  private finish(how: 'complete' | 'failure', reason = ''): void {
    this.socket.removeAllListeners('data').removeAllListeners('end');
    if (how === 'complete') this.emit('complete');
    else this.emit('failure', reason);
    this.socket.destroy();
  }
}

function run(address: Address): void {
  console.log(`Connecting to ${address.host} port ${address.port}`);
  const socket = new net.Socket();
  const conversation = new EchoConversation(socket);
  conversation.on('piece', (piece) => console.log(`Received: ${piece}`));
  conversation.on('complete', () => console.log('Closing connection to the server'));
  conversation.on('failure', (reason) => {
    process.exitCode = 1;
    console.error(`Error: ${reason}`);
    process.stdin.destroy();
  });
  socket.connect(address, () => {
    console.error('connected');
    const lines = readline.createInterface(process.stdin);
    lines.once('line', (line) => {
      lines.close();
      process.stdin.destroy();
      console.log(`Sending ${line}`);
      conversation.say(line);
    });
  });
}

function addressFromFlags(): Address {
  try {
    const { host, port } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
    if (/^\d+$/.test(port ?? '') && Number(port) < 2 ** 16) return { host: host ?? '127.0.0.1', port: Number(port) };
  } catch (error) {
    console.error((error as Error).message);
  }
  console.error('usage: client --port PORT [--host HOST]');
  process.exit(2);
}

run(addressFromFlags());
