import { delimiter, dirname } from 'node:path';
import { execa } from 'execa';
import { parse } from 'yaml';

/** A workflow of GitHub Actions, as far as our tests look at it. */
interface Workflow {
  on: unknown;
  permissions: unknown;
  jobs: Record<string, { permissions?: unknown; steps: Step[] }>;
}

type Step = { name?: string; uses?: string; run?: string; env?: Record<string, string> };

/** An action at one commit of its repository, with the version that it is in words. */
export const PINNED = /^uses: actions\/[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
export const readWorkflow = (text: string): Workflow => parse(text) as Workflow;

export function commandOf({ jobs }: Workflow, job: string, step: string): string {
  const command = jobs[job]?.steps.find(({ name }) => name === step)?.run;
  if (command === undefined) throw new Error(`The job ${job} has no step ${step} with a command.`);
  return command;
}

// `env`: what GitHub would set besides, or the step.
type StepOptions = { cwd: string; env?: Record<string, string> };

const WANTED = /^(?:CI$|GITHUB_|TURBO_)/; // What is wanted of a program of ours.

/** Runs the command of a step as GitHub does on Linux (_Workflow syntax_, `jobs.<job_id>.steps[*].shell`: `bash -e`). */
export function runStep(command: string, { cwd, env = {} }: StepOptions) {
  const machine = Object.entries(machineEnvironment()).filter(([name]) => !WANTED.test(name));
  return execa('bash', ['-e', '-c', command], {
    cwd,
    env: { ...Object.fromEntries(machine), CI: 'true', ...env },
    extendEnv: false,
    input: '',
    reject: false,
  });
}

let pnpmPath: Promise<string> | undefined;

/** `npx -y pnpm@12 …` in a course, as on a machine without pnpm; npx, ten times as dear as pnpm, is asked for it once only. */
export async function runPnpm(cwd: string, ...args: string[]) {
  const env = machineEnvironment();
  const find = ['-y', '--package', 'pnpm@12', '-c', 'command -v pnpm'];
  pnpmPath ??= execa('npx', find, { env, extendEnv: false }).then(({ stdout }) => stdout);
  const pnpm = await pnpmPath;
  const PATH = `${dirname(pnpm)}${delimiter}${env.PATH}`; // as npx has it: turbo looks for pnpm there
  return execa(pnpm, args, {
    cwd,
    env: { ...env, PATH },
    extendEnv: false,
    input: '',
    reject: false,
    stripFinalNewline: false,
  });
}

export async function withOwnStore(command: string): Promise<string> {
  const { stdout } = await runPnpm('.', 'store', 'path');
  return command.replace('~/.pnpm-store', `'${stdout.trim().replace(/[\\/]v\d+$/, '')}'`);
}

/** What tells a program of ours which workspace it is in. How this machine reaches a registry (docs.npmjs.com, _config_) is none of it. */
const OURS =
  /^(?:npm_(?!config_(?:registry|cafile|ca|strict_ssl|proxy|https_proxy|noproxy)$)|pnpm_|INIT_CWD$|VITEST|NODE_(?:ENV|OPTIONS|PATH)$)/i;

/**
 * The environment as it was before a package manager changed it. Its PATH has the machine's npx and Node, not a workspace's:
 * npm looks for its settings beside the Node that it runs on.
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
