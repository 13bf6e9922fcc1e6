import type { ReadStream } from 'node:tty';

/** What a key asks for. */
export type Command = 'leave' | 'all' | 'hint' | 'more';

const COMMANDS: Record<string, Command> = {
  q: 'leave',
  Q: 'leave',
  '\x03': 'leave', // Ctrl-C
  '\x04': 'leave', // Ctrl-D
  '\r': 'all',
  '\n': 'all',
  h: 'hint',
  H: 'hint',
  ' ': 'more',
  '\x1b[6~': 'more', // Page Down (xterm, Control Sequences)
};

/** Reads single keys of a terminal, until it is disposed. The end of the terminal itself is a 'leave'. */
export function readKeys(terminal: ReadStream, onCommand: (command: Command) => void): Disposable {
  const onData = (keys: string) => {
    const command = COMMANDS[keys] ?? COMMANDS[keys[0] ?? ''];
    if (command) onCommand(command);
  };
  const onEnd = () => onCommand('leave');
  terminal.setRawMode(true);
  terminal.setEncoding('utf8').on('data', onData).once('end', onEnd).once('error', onEnd);
  return {
    [Symbol.dispose]() {
      terminal.off('data', onData).off('end', onEnd).off('error', onEnd).pause();
      terminal.setRawMode(false);
    },
  };
}
