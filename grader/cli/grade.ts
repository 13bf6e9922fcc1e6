import { fileURLToPath } from 'node:url';
import { gradeCommand } from '../class/grade-command.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
// pnpm runs scripts in the repository's folder, and says in INIT_CWD where it was called.
process.exitCode = await gradeCommand(process.argv.slice(2), repository, process.env.INIT_CWD ?? process.cwd());
