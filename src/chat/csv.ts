/** Rows of a file of comma-separated values by RFC 4180; a missing closing quote ends with the file. Semicolons and tabs separate too, if the first line has more of them. */
export function readCsv(text: string): readonly (readonly string[])[] {
  return readCsvRows(text).map(({ cells }) => cells);
}

/** The same rows, each with the line of the file that it begins in, counted from 1. */
export function readCsvRows(text: string): readonly { readonly line: number; readonly cells: readonly string[] }[] {
  const separator = separatorOf(text);
  const rows: { line: number; cells: string[] }[] = [];
  let row: string[] = [];
  let line = 1;
  let begun = 1;
  let field = '';
  let isQuoted = false;
  const endField = (): void => {
    row.push(field);
    field = '';
  };
  const endRow = (): void => {
    endField();
    // An empty line is no row with one empty field.
    if (row.length > 1 || row[0] !== '') rows.push({ line: begun, cells: row });
    row = [];
    begun = line;
  };
  for (let place = 0; place < text.length; place += 1) {
    const character = text.charAt(place);
    if (character === '\n' || (character === '\r' && text.charAt(place + 1) !== '\n')) line += 1;
    if (isQuoted) {
      if (character !== '"') field += character;
      else if (text.charAt(place + 1) === '"') {
        field += '"';
        place += 1;
      } else isQuoted = false;
    } else if (character === '"' && field === '') isQuoted = true;
    else if (character === separator) endField();
    else if (character === '\n' || character === '\r') {
      if (character === '\r' && text.charAt(place + 1) === '\n') {
        place += 1;
        line += 1;
      }
      endRow();
    } else field += character;
  }
  endRow();
  return rows;
}

/** A spreadsheet would run a field that begins so; a number may. */
const formula = /^(?:[=@\t\r]|[+-](?![\d.,\s]*%?$))/;

/** One field: quoted where it must be. What a spreadsheet would run as a formula begins with an apostrophe. */
function csvField(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Lines of fields as a file. */
export function writeCsv(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => `${line.map(csvField).join(',')}\r\n`).join('');
}

function separatorOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const count = (separator: string): number => first.split(separator).length;
  return [',', ';', '\t'].toSorted((one, other) => count(other) - count(one))[0] ?? ',';
}
