import type { Tokens } from 'marked';
import { createElement, type CSSProperties, memo, type ReactNode } from 'react';
import { type Block, inside, type ListBlock, toBlock } from './blocks.ts';
import { CodeView } from './code-view.tsx';
import { directionOf } from './direction.ts';
import { FootnoteText } from './footnote-view.tsx';
import { Formula } from './formula.tsx';
import { levelOf } from './heading-levels.ts';
import { InlineText } from './inline-text.tsx';
import { isFootnoteText } from './model-text-tokenizer.ts';
import { breakMarkRuns } from './plain-text.tsx';
import { TableView } from './table-view.tsx';

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
      return <TableView block={block} isLive={isLive} />;
    case 'code':
      return <CodeView block={block} isLive={isLive} />;
    case 'formula':
      return <Formula source={block.source} raw={`$$${block.source}$$`} isDisplay />;
    case 'plain':
      return (
        <div className="plain" dir="auto">
          {breakMarkRuns(block.text)}
        </div>
      );
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
        <p dir="auto">
          <InlineText tokens={inside(token)} />
        </p>
      );
    case 'heading':
      return <Heading token={token} />;
    case 'blockquote':
      if (isFootnoteText(token)) {
        return (
          <FootnoteText label={token.footnote}>
            <Children token={token} isLive={isLive} />
          </FootnoteText>
        );
      }
      return (
        <blockquote dir={directionOf(token.text)}>
          <Children token={token} isLive={isLive} />
        </blockquote>
      );
    case 'hr':
      return <hr />;
    case 'html':
      return (
        <p className="plain" dir="auto">
          {breakMarkRuns(token.raw)}
        </p>
      );
    case 'text':
      return <InlineText tokens={token.tokens === undefined ? [token] : inside(token)} />;
    default:
      return token satisfies never;
  }
}

function Heading({ token }: { readonly token: Tokens.Heading }): ReactNode {
  const level = levelOf(token);
  return createElement(
    level === null ? 'p' : `h${level}`,
    { className: `heading depth-${Math.min(token.depth, 4)}`, dir: 'auto' },
    <InlineText tokens={inside(token)} />,
  );
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

/** Room for the longest number of a list: what stands outside of an answer's box is cut off. The styles have room for two digits. */
function roomForNumbers({ start, items }: ListBlock): CSSProperties | undefined {
  const digits = String(start + items.length - 1).length;
  return digits <= 2 ? undefined : { paddingInlineStart: `${0.7 + 0.65 * digits}em` };
}

function ListView({ block, isLive }: { readonly block: ListBlock; readonly isLive: boolean }): ReactNode {
  const items = block.items.chunks.map((chunk, place) => <Items key={place} items={chunk} isLive={isLive} />);
  const className = block.loose ? 'loose' : undefined;
  const direction = directionOf(block.items.chunks[0]?.[0]?.text ?? '');
  return block.ordered ? (
    <ol start={block.start} className={className} dir={direction} style={roomForNumbers(block)}>
      {items}
    </ol>
  ) : (
    <ul className={className} dir={direction}>
      {items}
    </ul>
  );
}
