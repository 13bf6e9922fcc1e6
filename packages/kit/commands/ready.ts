import { runCommand } from './run-command.ts';

await runCommand(async () => (await import('./ready/ready-command.ts')).readyCommand);
