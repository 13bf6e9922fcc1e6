#!/usr/bin/env bash
# A workbook as a small program writes it, whose rows and cells do not repeat where they stand.
# Packages: exceljs 4.4.0, read-excel-file 9.3.17, xlsx-populate 1.21.0, fflate 0.8.3, node 24.21.0
# Guess: the readers count: the attribute is optional, and cells stand in order.
# Seen: all three raise an error (of their own making, not "unsupported"); with r="1" and r="A1" each reads the cell.
# Source: ECMA-376 part 1, §18.3.1.4 (c) and §18.3.1.73 (row): the attribute r is optional.
# Why it matters: exports of learning platforms are written by small programs, and the spreadsheet opens them.
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
const files = {
  'with r': await edited(7, (sheet) => sheet),
  'without r': await edited(7, (sheet) => sheet.replace(/(<row|<c) r="\w+"/g, '$1')),
};
for (const [name, file] of Object.entries(files))
  for (const [reader, read] of Object.entries(readers))
    console.log(name, reader, await read(file).catch(() => 'error'));
JS
timeout 60 node see.mjs | tee seen.txt
diff seen.txt - <<'SEEN'
with r exceljs 7
with r read-excel-file 7
with r xlsx-populate 7
without r exceljs error
without r read-excel-file error
without r xlsx-populate error
SEEN
