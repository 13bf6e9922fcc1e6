import { runCommand } from './run-command.ts';

await runCommand(async () => (await import('./test/test-command.ts')).testCommand);
