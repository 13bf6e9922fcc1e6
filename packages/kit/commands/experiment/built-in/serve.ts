import { turnDeadlinesOff } from '../../../program/deadline.ts';

/** Nobody but this program could send: a peer of the kit waits as long as it lives. */
export const whileItLives = (): Promise<void> => new Promise(() => {});

/** Runs a server of the kit until it is stopped; when it cannot be bound, it says why and ends with exit code 1. */
export async function serve(server: () => Promise<never>): Promise<void> {
  turnDeadlinesOff(); // a server waits for its next client without end
  try {
    await server();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(`Bind failed: ${code} (${message})`);
    process.exitCode = 1;
  }
}
