#!/usr/bin/env bash
# A team whose points stand in one cell that is merged over its two members.
# Packages: exceljs 4.4.0, read-excel-file 9.3.17, node 24.21.0
# Guess: the value is in the first row only, the rest of a merged cell is empty, as it is in the file.
# Seen: exceljs gives the value in every row of it; read-excel-file gives it once.
# Source: ECMA-376 part 1, §18.3.1.55 (mergeCell): the first cell holds the content; exceljs's README, merged cells.
# Why it matters: points are added twice by one reader, and missing for the second student by the other.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export TMPDIR=$work PATH=$work/node_modules/.bin:$PATH
echo '{}' > package.json
timeout 300 npm install --silent --no-audit --no-fund node@24.21.0 exceljs@4.4.0 read-excel-file@9.3.17 ||
  { echo 'not installed' >&2; exit 77; }
cat > see.mjs <<'JS'
import Excel from 'exceljs';
import readExcelFile from 'read-excel-file/node';

const workbook = new Excel.Workbook();
const sheet = workbook.addWorksheet('S');
sheet.addRows([['ann', 10], ['bob', null]]);
sheet.mergeCells('B1:B2');
const file = Buffer.from(await workbook.xlsx.writeBuffer());
const again = await new Excel.Workbook().xlsx.load(file);
console.log('exceljs', JSON.stringify(again.worksheets[0].getSheetValues().slice(1).map((row) => row.slice(1))));
console.log('read-excel-file', JSON.stringify((await readExcelFile(file))[0].data));
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
exceljs [["ann",10],["bob",10]]
read-excel-file [["ann",10],["bob",null]]
SEEN
