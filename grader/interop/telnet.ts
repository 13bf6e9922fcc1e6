import { Command } from './command.ts';

/** What telnet says when it is connected, and before it looks at the keyboard. */
const CONNECTED = "Escape character is '^]'.\r\n";

/** `telnet` in a pseudo-terminal (script(1)), which shows what is typed and makes lines of it. */
export class Telnet extends Command {
  constructor(port: number, host = '127.0.0.1') {
    // -c: the user's ~/.telnetrc changes nothing; exec: the terminal's only process is telnet.
    super('script', ['--quiet', '--flush', '--command', `exec telnet -c ${host} ${port}`, '/dev/null']);
  }

  async connected(): Promise<void> {
    await this.shows(CONNECTED);
  }

  /** Types a line and ENTER, which is a carriage return. */
  type(line: string): void {
    this.write(`${line}\r`);
  }

  async leave(): Promise<void> {
    this.write('\x1d');
    await this.shows('telnet> ');
    this.type('quit');
    await this.ends();
  }

  get screen(): string {
    return this.stdout.text().replaceAll('\r\n', '\n');
  }
}
