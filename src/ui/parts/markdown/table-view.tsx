import { memo, type ReactNode } from 'react';
import { Icon } from '../icon.tsx';
import { saveFile } from '../save-file.ts';
import { inside, type TableBlock, type TableRow } from './blocks.ts';
import { elements } from './chunked-list.ts';
import { CopySource } from './copy-source.tsx';
import { directionOf } from './direction.ts';
import { InlineText } from './inline-text.tsx';
import { useRendering } from './rendering.ts';
import { tableAsCsv, tableAsMarkdown } from './table-source.ts';

const Row = memo(function Row({ row, isHead }: { readonly row: TableRow; readonly isHead: boolean }): ReactNode {
  return (
    <tr>
      {row.map((cell, place) => {
        const className = cell.align === null ? undefined : `align-${cell.align}`;
        const words = <InlineText tokens={inside(cell)} />;
        return isHead ? (
          <th key={place} scope="col" className={className} dir="auto">
            {words}
          </th>
        ) : (
          <td key={place} className={className} dir="auto">
            {words}
          </td>
        );
      })}
    </tr>
  );
});

/** A table scrolls in a box of its own, in both directions, so that the page never does. */
export function TableView({ block, isLive }: { readonly block: TableBlock; readonly isLive: boolean }): ReactNode {
  const { labels } = useRendering();
  return (
    <div className="table" dir={directionOf(block.header.map(({ text }) => text).join(' '))}>
      <div className="table-box" tabIndex={0} role="region" aria-label={labels.table}>
        <table>
          <thead>
            <Row row={block.header} isHead />
          </thead>
          <tbody>
            {elements(block.rows).map((row, place) => (
              <Row key={place} row={row} isHead={false} />
            ))}
          </tbody>
        </table>
      </div>
      {/* Its place is kept while rows come, so that the end of an answer moves nothing. */}
      <div className="table-actions">
        {isLive ? null : (
          <>
            <button
              type="button"
              className="icon-button small"
              aria-label={labels.downloadTable}
              title={labels.downloadTable}
              onClick={() => saveFile(csvFile(block), 'table.csv')}
            >
              <Icon name="download" size={16} />
            </button>
            <CopySource label={labels.copyTable} source={() => tableAsMarkdown(block)} />
          </>
        )}
      </div>
    </div>
  );
}

/** With a byte order mark: without it spreadsheets take the letters of most languages for others. */
function csvFile(block: TableBlock): Blob {
  return new Blob(['\ufeff', tableAsCsv(block)], { type: 'text/csv' });
}
