/** How a failure is laid out. */
export interface RenderOptions {
  /** For a terminal, when left out. */
  format?: 'terminal' | 'markdown' | 'html';
  /** The most columns of a line; 100 when left out. Only a command, which is to be copied, is never broken. */
  width?: number;
  /** ASCII only, for terminals that show nothing else. */
  ascii?: boolean;
  /** The wire drawn, or in sentences for a reader who hears it. Drawn when left out. */
  wire?: 'drawn' | 'told';
  /** The wire, and what the programs did, stand above it already, step by step. */
  areStepsShown?: boolean;
}
