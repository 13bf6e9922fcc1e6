import { fileURLToPath } from 'node:url';
import { handoutCommand } from '../handout/handout-command.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
// pnpm runs scripts in the repository's folder, and says in INIT_CWD where it was called.
process.exitCode = handoutCommand(process.argv.slice(2), repository, process.env.INIT_CWD ?? process.cwd());
