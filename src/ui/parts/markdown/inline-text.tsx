import type { MarkedToken, Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { inside } from './blocks.ts';
import { FootnoteReference } from './footnote-view.tsx';
import { Formula } from './formula.tsx';
import { isFootnoteMark } from './model-text-tokenizer.ts';
import { resolveNamedCharacters } from './named-characters.ts';
import { OutsideLink } from './outside-link.tsx';
import { PlainText } from './plain-text.tsx';
import { RemoteImage } from './remote-image.tsx';
import { useRendering } from './rendering.ts';
import { safeAddress } from './safe-address.ts';

/** Tokens inside a line, as elements. What is not named here is shown as the text it was written as. */
export function InlineText({ tokens }: { readonly tokens: readonly MarkedToken[] }): ReactNode {
  return tokens.map((token, place) => <Fragment key={place}>{inlineElement(token)}</Fragment>);
}

function inlineElement(token: MarkedToken): ReactNode {
  switch (token.type) {
    case 'text':
      return 'tokens' in token && token.tokens !== undefined ? (
        <InlineText tokens={inside(token)} />
      ) : (
        <PlainText text={resolveNamedCharacters(token.text)} />
      );
    case 'escape':
      return token.text;
    case 'strong':
      return (
        <strong>
          <InlineText tokens={inside(token)} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <InlineText tokens={inside(token)} />
        </em>
      );
    case 'del':
      return (
        <del>
          <InlineText tokens={inside(token)} />
        </del>
      );
    case 'codespan':
      return <CodeSpan token={token} />;
    case 'br':
      return <br />;
    case 'link':
      return <Link token={token} />;
    case 'image':
      return <RemoteImage token={token} />;
    case 'checkbox':
      return <TaskBox isDone={token.checked} />;
    case 'paragraph':
      return <InlineText tokens={inside(token)} />;
    default:
      return token.raw;
  }
}

function TaskBox({ isDone }: { readonly isDone: boolean }): ReactNode {
  const { labels } = useRendering();
  return <input type="checkbox" checked={isDone} readOnly disabled aria-label={isDone ? labels.taskDone : labels.taskOpen} />;
}

function CodeSpan({ token }: { readonly token: Tokens.Codespan }): ReactNode {
  // A formula travels as a code span with one field more.
  if ('display' in token) return <Formula source={token.text} raw={token.raw} isDisplay={token.display === true} />;
  return <code dir="ltr">{token.text}</code>;
}

/** `[1](address)` and `[[1]](address)`: a source, shown small. */
const sourceNumber = /^\[?\d{1,3}\]?$/;

function Link({ token }: { readonly token: Tokens.Link }): ReactNode {
  if (isFootnoteMark(token)) return <FootnoteReference label={token.footnote} raw={token.raw} />;
  const address = safeAddress(token.href, window.location.origin);
  const words = <InlineText tokens={inside(token)} />;
  if (address === null) return <span className="dead-link">{words}</span>;
  const link = <OutsideLink address={address}>{words}</OutsideLink>;
  return sourceNumber.test(token.text) ? <sup className="source-number">{link}</sup> : link;
}
