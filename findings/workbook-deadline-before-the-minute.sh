#!/usr/bin/env bash
# A deadline, 1 March 2026 at 23:59, in a date cell.
# Packages: exceljs 4.4.0, read-excel-file 9.3.17
# Guess, written down after the run: 23:59:00 in both libraries, since one wrote it and a spreadsheet shows it so.
# Seen: read-excel-file gives 23:58:59.999: the day is a fraction, and it is cut off instead of rounded. exceljs
#   rounds.
# Source: ECMA-376 part 1, §18.17.4 (dates are serial numbers, the time of day is the fraction).
# Why it matters: a deadline that is printed to the minute is one minute early.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund exceljs@4.4.0 read-excel-file@9.3.17 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import Excel from 'exceljs';
import readExcelFile from 'read-excel-file/node';

const workbook = new Excel.Workbook();
const cell = workbook.addWorksheet('S').getCell('A1');
cell.value = new Date('2026-03-01T23:59:00Z');
cell.numFmt = 'yyyy-mm-dd hh:mm';
const file = Buffer.from(await workbook.xlsx.writeBuffer());
const again = await new Excel.Workbook().xlsx.load(file);
console.log('exceljs', again.worksheets[0].getCell('A1').value.toISOString());
console.log('read-excel-file', (await readExcelFile(file))[0].data[0][0].toISOString());
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
exceljs 2026-03-01T23:59:00.000Z
read-excel-file 2026-03-01T23:58:59.999Z
SEEN
