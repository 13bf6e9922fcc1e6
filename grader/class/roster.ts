import { UsageError } from '@socket-lab/kit/text/usage-error';
import { type CsvError, parse } from 'csv-parse/sync';
import { normalId } from './student-id.ts';

export interface RosterLine {
  id: string;
  name?: string;
  email?: string;
  source?: string; // Where the submission is, when it is not the folder named like the id.
  github?: string;
  line: number; // In the file, counted from 1.
}

export interface Roster {
  lines: RosterLine[];
  notices: string[]; // Lines that are left out, and why: one sentence each.
}

const COLUMNS = ['id', 'name', 'email', 'source', 'github'] as const;

/**
 * Reads the class list: CSV; only the column `id` is required, unknown ones are ignored. Semicolons are taken too,
 * which spreadsheets write where the comma is the decimal sign. @throws UsageError
 */
export function parseRoster(text: string, name: string): Roster {
  const roster: Roster = { lines: [], notices: [] };
  const lineOf = new Map<string, number>();
  for (const { record, line } of readRecords(text, name)) {
    const id = normalId(record.id ?? '');
    if (id === '') {
      if (Object.values(record).some(Boolean)) roster.notices.push(`${name}:${line}: there is no id. Fill it in.`);
      continue;
    }
    const first = lineOf.get(id);
    if (first !== undefined) {
      roster.notices.push(
        `${name}:${line}: the id "${id}" is on line ${first} already, which counts. Remove one of them.`,
      );
      continue;
    }
    lineOf.set(id, line);
    const known = COLUMNS.filter((column) => record[column]).map((column) => [column, record[column]]);
    roster.lines.push({ ...Object.fromEntries(known), id, line });
  }
  if (lineOf.size === 0)
    throw new UsageError(`${name} lists no student. Write one line for each below the column names.`);
  return roster;
}

type Row = { record: Record<string, string | undefined>; line: number };

function readRecords(text: string, name: string): Row[] {
  try {
    const rows: { record: Record<string, string>; info: { lines: number } }[] = parse(text, {
      bom: true,
      columns: (header: string[]) => columnNames(header, name),
      delimiter: /^[^,\n]*;/.test(text) ? ';' : ',',
      info: true,
      relax_column_count_less: true,
      skip_empty_lines: true,
      trim: true,
    });
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { message, lines } = error as CsvError;
    throw new UsageError(
      `${name}:${lines}: ${message}. Mend that line; a cell with a comma or a quote in it is quoted.`,
    );
  }
}

function columnNames(header: string[], name: string): string[] {
  const columns = header.map((column) => column.toLowerCase());
  if (columns.includes('id')) return columns;
  const found = header.map((column) => `"${column}"`).join(', ');
  throw new UsageError(
    `${name}:1: there is no column "id", only ${found}. The first line names the columns: ${COLUMNS}`,
  );
}
