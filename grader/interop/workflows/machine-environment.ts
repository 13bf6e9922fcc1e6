import { delimiter } from 'node:path';

/** What tells a program of ours which workspace it is in. How this machine reaches a registry (docs.npmjs.com, _config_) is none of it. */
const OURS =
  /^(?:npm_(?!config_(?:registry|cafile|ca|strict_ssl|proxy|https_proxy|noproxy)$)|pnpm_|INIT_CWD$|VITEST|NODE_(?:ENV|OPTIONS|PATH)$)/i;

/**
 * The environment of this process as it was before a package manager started it: what a command has that somebody types. On its
 * PATH are the machine's own npx and Node, not those of a workspace: npm looks for its settings beside the Node that it runs on.
 */
export function machineEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(([name]) => !OURS.test(name));
  return Object.fromEntries(own.map(([name, value]) => [name, /^path$/i.test(name) ? withoutWorkspace(value) : value]));
}

function withoutWorkspace(path = ''): string {
  return path
    .split(delimiter)
    .filter((folder) => !/[\\/]node_modules[\\/]/.test(folder))
    .join(delimiter);
}
