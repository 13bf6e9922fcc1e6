import { UsageError } from '@socket-lab/kit/text/usage-error';

/** No handout is written, and nothing was changed: a line for each reason, most with file and line. */
export class Refusal extends UsageError {
  override name = 'Refusal';
  override readonly exitCode = 1;
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(reasons.join('\n'));
    this.reasons = reasons;
  }
}
