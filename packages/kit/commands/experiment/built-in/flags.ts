import { parseArgs } from 'node:util';

/** The flags that a built-in program is launched with, as the programs of the two pairs take them. */
export interface BuiltInFlags {
  host: string | undefined;
  port: number;
  /** How long a client waits for the reply, in milliseconds. */
  timeoutMs: number;
  /** SO_REUSEADDR on a datagram socket. */
  reuseAddr: boolean;
}

/** Reads the flags of the command line. */
export function readFlags(): BuiltInFlags {
  const { values } = parseArgs({
    options: {
      host: { type: 'string' },
      port: { type: 'string', default: '0' },
      timeout: { type: 'string', default: '5000' },
      'reuse-addr': { type: 'boolean', default: false },
    },
  });
  return {
    host: values.host,
    port: Number(values.port),
    timeoutMs: Number(values.timeout),
    reuseAddr: values['reuse-addr'],
  };
}
