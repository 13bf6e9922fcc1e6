import { hostname } from 'node:os';

/** The name of this machine, as `os.hostname()` gives it. It need not be known to the resolver. */
export function machineName(): string {
  return hostname();
}
