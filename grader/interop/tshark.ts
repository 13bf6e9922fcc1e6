import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { ENVIRONMENT } from './command.ts';

const VERIFY = ['tcp', 'udp', 'ip'].flatMap((protocol) => ['-o', `${protocol}.check_checksum:TRUE`]);
/** What is wrong with a packet, or odd with a stream: a lost segment, a retransmission, a window that is full … */
const ODD = [
  '_ws.malformed',
  'tcp.analysis.flags',
  '_ws.expert.severity == error',
  ...['ip', 'tcp', 'icmp', 'icmpv6'].map((protocol) => `${protocol}.checksum.status != Good`),
  // Of the datagram in an ICMP error there is a part only.
  'udp.checksum.status == Bad',
  '(udp.checksum.status == Unverified && !icmp && !icmpv6)',
].join(' || ');

export class Tshark implements AsyncDisposable {
  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
  }

  static async open(capture: Buffer): Promise<Tshark> {
    const directory = await mkdtemp(join(tmpdir(), 'capture ñ '));
    await writeFile(join(directory, 'wire.pcapng'), capture);
    return new Tshark(directory);
  }

  async faults(): Promise<string[]> {
    return lines(await this.#run('-Y', ODD, '-T', 'fields', '-e', '_ws.col.Info', '-e', '_ws.expert.message'));
  }

  async fields(...names: string[]): Promise<string[]> {
    return lines(await this.#run('-T', 'fields', ...names.flatMap((name) => ['-e', name])));
  }

  async follow(stream: number): Promise<[Buffer, Buffer]> {
    const rows = lines(await this.#run('-q', '-z', `follow,tcp,raw,${stream}`));
    const data = rows.filter((row) => /^\t?[0-9a-f]+$/.test(row));
    const [back, there] = [data.filter((row) => row.startsWith('\t')), data.filter((row) => !row.startsWith('\t'))];
    const bytes = (hex: string[]) => Buffer.from(hex.map((row) => row.trim()).join(''), 'hex');
    return [bytes(there), bytes(back)];
  }

  async #run(...args: string[]): Promise<string> {
    const file = join(this.#directory, 'wire.pcapng');
    const options = { env: { ...ENVIRONMENT, HOME: this.#directory }, maxBuffer: 64 * 1024 * 1024 };
    const { stdout } = await execa('tshark', ['-n', '-r', file, ...VERIFY, ...args], options);
    return stdout;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#directory, { recursive: true });
  }
}

const lines = (text: string): string[] => (text === '' ? [] : text.split('\n'));
