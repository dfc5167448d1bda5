import type { Tokens } from 'marked';
import { memo, type ReactNode } from 'react';
import { type Block, inside, type ListBlock, type TableBlock, type TableRow, toBlock } from './blocks.ts';
import { elements } from './chunked-list.ts';
import { CodeView } from './code-view.tsx';
import { Formula } from './formula.tsx';
import { InlineText } from './inline-text.tsx';
import { breakMarkRuns } from './plain-text.tsx';

interface Properties {
  readonly block: Block;
  /** It may still change: nothing costly is done with it. */
  readonly isLive: boolean;
}

/** One block. A settled block keeps its identity and is rendered once. */
export const BlockView = memo(function BlockView({ block, isLive }: Properties): ReactNode {
  switch (block.kind) {
    case 'list':
      return <ListView block={block} isLive={isLive} />;
    case 'table':
      return <TableView block={block} />;
    case 'code':
      return <CodeView block={block} isLive={isLive} />;
    case 'formula':
      return <Formula source={block.source} raw={`$$${block.source}$$`} isDisplay />;
    case 'plain':
      return <div className="plain">{breakMarkRuns(block.text)}</div>;
    case 'token':
      return <TokenView token={block.token} isLive={isLive} />;
    default:
      return block satisfies never;
  }
});

function TokenView({ token, isLive }: { readonly token: Extract<Block, { kind: 'token' }>['token']; readonly isLive: boolean }): ReactNode {
  switch (token.type) {
    case 'paragraph':
      return (
        <p>
          <InlineText tokens={inside(token)} />
        </p>
      );
    case 'heading':
      return <Heading token={token} />;
    case 'blockquote':
      return (
        <blockquote>
          <Children token={token} isLive={isLive} />
        </blockquote>
      );
    case 'hr':
      return <hr />;
    case 'html':
      return <p className="plain">{breakMarkRuns(token.raw)}</p>;
    case 'text':
      return <InlineText tokens={token.tokens === undefined ? [token] : inside(token)} />;
    default:
      return token satisfies never;
  }
}

/** An answer's headings begin below those of the page. */
function Heading({ token }: { readonly token: Tokens.Heading }): ReactNode {
  const words = <InlineText tokens={inside(token)} />;
  if (token.depth <= 1) return <h3>{words}</h3>;
  if (token.depth === 2) return <h4>{words}</h4>;
  return token.depth === 3 ? <h5>{words}</h5> : <h6>{words}</h6>;
}

function Children({ token, isLive }: { readonly token: { readonly tokens?: Tokens.Generic[] }; readonly isLive: boolean }): ReactNode {
  return inside(token).map((child, place) => {
    const block = toBlock(child);
    if (block === null) return child.type === 'checkbox' ? <InlineText key={place} tokens={[child]} /> : null;
    return <BlockView key={place} block={block} isLive={isLive} />;
  });
}

const Items = memo(function Items({ items, isLive }: { readonly items: readonly Tokens.ListItem[]; readonly isLive: boolean }): ReactNode {
  return items.map((item, place) => <Item key={place} item={item} isLive={isLive} />);
});

const Item = memo(function Item({ item, isLive }: { readonly item: Tokens.ListItem; readonly isLive: boolean }): ReactNode {
  return (
    <li className={item.task ? 'task' : undefined}>
      <Children token={item} isLive={isLive} />
    </li>
  );
});

function ListView({ block, isLive }: { readonly block: ListBlock; readonly isLive: boolean }): ReactNode {
  const items = block.items.chunks.map((chunk, place) => <Items key={place} items={chunk} isLive={isLive} />);
  const className = block.loose ? 'loose' : undefined;
  return block.ordered ? (
    <ol start={block.start} className={className}>
      {items}
    </ol>
  ) : (
    <ul className={className}>{items}</ul>
  );
}

const Row = memo(function Row({ row, isHead }: { readonly row: TableRow; readonly isHead: boolean }): ReactNode {
  return (
    <tr>
      {row.map((cell, place) => {
        const className = cell.align === null ? undefined : `align-${cell.align}`;
        const words = <InlineText tokens={inside(cell)} />;
        return isHead ? (
          <th key={place} scope="col" className={className}>
            {words}
          </th>
        ) : (
          <td key={place} className={className}>
            {words}
          </td>
        );
      })}
    </tr>
  );
});

/** A table scrolls in a box of its own, so that the page never does. */
function TableView({ block }: { readonly block: TableBlock }): ReactNode {
  return (
    <div className="table-box" tabIndex={0}>
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
  );
}
