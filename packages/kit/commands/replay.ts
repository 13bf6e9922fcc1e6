import { runCommand } from './run-command.ts';

await runCommand(async () => (await import('./replay/replay-command.ts')).replayCommand);
