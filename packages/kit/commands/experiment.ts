import { runCommand } from './run-command.ts';

await runCommand(async () => (await import('./experiment/experiment-command.ts')).experimentCommand);
