import type { Program } from '../program/program.ts';
import { readyLine } from '../program/ready-line.ts';

/** What stands in a server's ready line. */
export interface ReadyLine {
  /** Any name of the address: `0.0.0.0`, `::`, `[::1]`, `localhost`, `*`. */
  host: string;
  port: number;
}

/**
 * Waits for the ready line of a server, as topic.yaml has it.
 * @throws CheckFailure when the server ends, or the time is up, without it
 */
export async function readyLineOf(server: Program): Promise<ReadyLine> {
  const { readyTemplate } = server;
  const [, host = '', port = ''] = await server.prints(readyLine(readyTemplate), `"${readyTemplate}"`);
  return { host, port: Number(port) };
}
