import type { MarkedToken, Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { inside } from './blocks.ts';
import { Formula } from './formula.tsx';
import { resolveNamedCharacters } from './named-characters.ts';
import { OutsideLink } from './outside-link.tsx';
import { PlainText } from './plain-text.tsx';
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
      return <ImageAsText token={token} />;
    case 'checkbox':
      return <input type="checkbox" checked={token.checked} readOnly disabled />;
    case 'paragraph':
      return <InlineText tokens={inside(token)} />;
    default:
      return token.raw;
  }
}

function CodeSpan({ token }: { readonly token: Tokens.Codespan }): ReactNode {
  // A formula travels as a code span with one field more.
  if ('display' in token) return <Formula source={token.text} raw={token.raw} isDisplay={token.display === true} />;
  return <code dir="ltr">{token.text}</code>;
}

function Link({ token }: { readonly token: Tokens.Link }): ReactNode {
  const address = safeAddress(token.href, window.location.origin);
  const words = <InlineText tokens={inside(token)} />;
  return address === null ? <span className="dead-link">{words}</span> : <OutsideLink address={address}>{words}</OutsideLink>;
}

/** A remote image tells its host that it was looked at and what the address carries: it is named, never fetched. */
function ImageAsText({ token }: { readonly token: Tokens.Image }): ReactNode {
  const { labels } = useRendering();
  const address = safeAddress(token.href, window.location.origin);
  const words = `${labels.image}${token.text === '' ? '' : `: ${token.text}`}`;
  if (address === null) return <span className="image-text">{words}</span>;
  return (
    <span className="image-text">
      {words} (<OutsideLink address={address}>{address.host}</OutsideLink>)
    </span>
  );
}
