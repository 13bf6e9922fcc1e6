import { attacksCommand } from '../attacks/attacks-command.ts';

process.exitCode = await attacksCommand(process.argv.slice(2));
