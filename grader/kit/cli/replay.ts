import { fileURLToPath } from 'node:url';
import { replayCommand } from '../replay/replay-command.ts';

process.exitCode = await replayCommand(process.argv.slice(2), fileURLToPath(new URL('../../..', import.meta.url)));
