#!/usr/bin/env bash
# A date cell of type d, the form with an ISO date in it.
# Packages: exceljs 4.4.0, read-excel-file 9.3.17, xlsx-populate 1.21.0, fflate 0.8.3, node 24.21.0
# Guess: the 1st of March 2026 in all readers, or an error.
# Seen: exceljs takes the year for a count of days and reads 1905; xlsx-populate reads nothing; read-excel-file reads
#   the date.
# Source: ECMA-376 part 1, §18.18.11 (ST_CellType): d is a date in the ISO 8601 format.
# Why it matters: a column of deadlines is wrong by a century or empty, without an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund \
  node@24.21.0 exceljs@4.4.0 read-excel-file@9.3.17 xlsx-populate@1.21.0 fflate@0.8.3 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import Excel from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import populate from 'xlsx-populate';

const edited = async (value, edit) => {
  const workbook = new Excel.Workbook();
  workbook.addWorksheet('S').getCell('A1').value = value;
  const parts = unzipSync(new Uint8Array(await workbook.xlsx.writeBuffer()));
  const name = 'xl/worksheets/sheet1.xml';
  return Buffer.from(zipSync({ ...parts, [name]: strToU8(edit(strFromU8(parts[name]))) }));
};
const readers = {
  exceljs: async (file) => (await new Excel.Workbook().xlsx.load(file)).worksheets[0].getCell('A1').value,
  'read-excel-file': async (file) => (await readExcelFile(file))[0].data[0][0],
  'xlsx-populate': async (file) => (await populate.fromDataAsync(file)).sheet(0).cell('A1').value(),
};
const file = await edited(new Date('2026-03-01T00:00:00Z'), (sheet) =>
  sheet.replace(/(<c r="A1" s="1")( t="\w+")?><v>\d+</, '$1 t="d"><v>2026-03-01T00:00:00<'),
);
for (const [name, read] of Object.entries(readers)) console.log(name, JSON.stringify(await read(file)));
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
exceljs "1905-07-18T00:00:00.000Z"
read-excel-file "2026-03-01T00:00:00.000Z"
xlsx-populate null
SEEN
