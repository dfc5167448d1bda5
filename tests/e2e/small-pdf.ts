/** What stands on a page: words in a font of the reader's own, words in a Chinese font that names its character map only, or a drawing. */
export type PdfPage = { readonly latin: string } | { readonly chinese: string } | { readonly drawing: true };

/** A small, correct PDF. The Chinese font is not in it, and its codes mean something only by the maps `UniGB-UCS2-H` and `Adobe-GB1-UCS2`. */
export function smallPdf(pages: readonly PdfPage[], isLocked = false): Buffer {
  const objects: string[] = [];
  const add = (content: string): number => objects.push(content);
  const pageIds = pages.map((_, place) => 7 + place * 2);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  add('<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>');
  add(
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 6 0 R >>',
  );
  add(
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  );
  for (const [place, page] of pages.entries()) {
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents ${8 + place * 2} 0 R /Resources << /Font << /L 3 0 R /C 4 0 R >> >> >>`,
    );
    const drawn =
      'latin' in page
        ? `BT /L 18 Tf 40 300 Td (${page.latin}) Tj ET`
        : 'chinese' in page
          ? `BT /C 18 Tf 40 300 Td <${Buffer.from(page.chinese, 'utf16le').swap16().toString('hex')}> Tj ET`
          : '0 0 100 100 re f';
    add(`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`);
  }
  // No password opens this: the entries that one is checked against are made up.
  const lock = isLocked ? add(`<< /Filter /Standard /V 1 /R 2 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> /P -4 >>`) : 0;
  let file = '%PDF-1.4\n';
  const offsets = objects.map((content, place) => {
    const at = file.length;
    file += `${place + 1} 0 obj\n${content}\nendobj\n`;
    return at;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  file += offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${isLocked ? ` /Encrypt ${lock} 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]` : ''} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
