import { fileURLToPath } from 'node:url';
import { startersCommand } from '../starters/starters-command.ts';

process.exitCode = startersCommand(process.argv.slice(2), fileURLToPath(new URL('../..', import.meta.url)));
