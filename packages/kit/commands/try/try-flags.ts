import { parseArgs } from 'node:util';
import { UsageFault } from '../usage-error.ts';

export const USAGE = `Usage: pnpm try [TOPIC] PROGRAM [flags] [-- flags of the program]

Starts your own program and shows what arrives at it and what leaves it, so that you can talk to it by telnet or nc, or let
your client talk to your server. Ctrl-C ends it.

  TOPIC          where the program is, when several topics have one of its name
  PROGRAM        server, client, 04-loop (or 04) …
  --port N       a server: the port to talk to; a client: the port of the server to talk to
  --host H       a server: the address it binds; a client: where the server is
  --help

Exit code: 0, whatever the program does; 1 when it cannot be started, 2 on bad usage.`;

export interface TryFlags {
  /** A topic and a program, or a program. */
  names: string[];
  port?: number;
  host?: string;
  /** For the program. */
  rest: string[];
  help: boolean;
}

/**
 * The flags of `pnpm try`.
 * @throws UsageFault
 */
export function readTryFlags(args: readonly string[]): TryFlags {
  const dashes = args.indexOf('--', 1); // npm and pnpm may hand on one of their own at the beginning
  const ours = (dashes === -1 ? args : args.slice(0, dashes)).filter((arg) => arg !== '--');
  const rest = dashes === -1 ? [] : args.slice(dashes + 1);
  const { values, positionals } = parse(ours);
  const { port, host, help = false } = values;
  if (!help && (positionals.length === 0 || positionals.length > 2)) {
    throw new UsageFault('Name one program: pnpm try server, or with its topic: pnpm try echo-service server');
  }
  return {
    names: positionals,
    ...(port !== undefined && { port: portOf(port) }),
    ...(host !== undefined && { host }),
    rest: [...rest],
    help,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { port: { type: 'string' }, host: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    const [fault] = (error as Error).message.split('. ');
    throw new UsageFault(
      `${fault?.replace(/\.$/, '')}. Flags of the program stand behind --: pnpm try client -- --timeout 500`,
    );
  }
}

function portOf(word: string): number {
  if (/^[1-9]\d*$/.test(word) && Number(word) <= 65_535) return Number(word);
  throw new UsageFault(`--port "${word}" is no port: it is a whole number from 1 to 65535.`);
}
