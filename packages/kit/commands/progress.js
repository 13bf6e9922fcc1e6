// JavaScript, since this command is to be quick: Node need not load what strips types, and takes all else compiled from its cache.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache();
const { progressCommand } = await import('./progress/progress-command.ts');
process.exitCode = await progressCommand(process.argv.slice(2), fileURLToPath(new URL('../../..', import.meta.url)));
