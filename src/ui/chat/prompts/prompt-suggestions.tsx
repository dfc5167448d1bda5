import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { PromptRecord } from '#chat/item-records.ts';
import { livingPrompts } from '#chat/prompts/library.ts';
import { variablesOf } from '#chat/prompts/variables.ts';
import { fold } from '#chat/search/fold.ts';
import { usePromptsText } from '../../language/prompts-text.ts';
import { announce } from '../../notices.ts';
import { Icon } from '../../parts/icon.tsx';
import { hrefOf } from '../../routes.ts';
import { useChat } from '../../services-context.ts';
import { FillDialog } from './fill-dialog.tsx';
import './prompt-suggestions.css';
import { slashWordAt } from './slash-word.ts';

const mostShown = 50;

/** Where a prompt will go, and what its name is sought by. */
interface Opening {
  readonly start: number;
  readonly end: number;
  readonly sought: string;
  /** The person asked for the list; else it is there only if something fits. */
  readonly isByHand: boolean;
}

/**
 * The prompt library at the message field: `/` or the button opens it, arrows move, Enter and Tab choose, Escape closes. The field keeps the
 * focus and names the active prompt, as in a combobox. It listens to the field by itself, so the composer need not know of it.
 */
export function PromptSuggestions({ field }: { readonly field: RefObject<HTMLTextAreaElement | null> }): ReactNode {
  const text = usePromptsText();
  const prompts = useChat(livingPrompts);
  const [opening, setOpening] = useState<Opening | null>(null);
  const [place, setPlace] = useState(0);
  const [filling, setFilling] = useState<{ readonly prompt: PromptRecord; readonly opening: Opening } | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const sought = fold(opening?.sought ?? '');
  const fitting =
    opening === null
      ? []
      : prompts.filter((prompt) => fold(prompt.name.value).replaceAll(/\s+/g, '-').includes(sought)).slice(0, mostShown);
  const isOpen = opening !== null && (fitting.length > 0 || opening.isByHand);
  const active = Math.min(place, Math.max(0, fitting.length - 1));

  function insert({ start, end }: Opening, words: string): void {
    const element = field.current;
    if (element === null) return;
    element.focus();
    element.setRangeText(words, start, Math.min(end, element.value.length), 'end');
    // The composer hears of its text by this event alone.
    element.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }

  function choose(prompt: PromptRecord | undefined): void {
    if (prompt === undefined || opening === null) return;
    setOpening(null);
    if (variablesOf(prompt.text.value).length > 0) setFilling({ prompt, opening });
    else insert(opening, prompt.text.value);
  }

  // The newest functions and values for listeners that stay.
  const latest = useRef({ isOpen, fitting, active, choose });
  useEffect(() => {
    latest.current = { isOpen, fitting, active, choose };
  });

  useEffect(() => {
    const element = field.current;
    if (element === null) return undefined;
    const onInput = (): void => {
      const caret = element.selectionStart;
      const word = element.selectionEnd === caret ? slashWordAt(element.value, caret) : null;
      setPlace(0);
      setOpening(word === null ? null : { start: word.start, end: caret, sought: word.sought, isByHand: false });
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const now = latest.current;
      if (!now.isOpen || event.isComposing || event.keyCode === 229) return;
      const count = now.fitting.length;
      if (event.key === 'Escape') setOpening(null);
      else if (event.key === 'ArrowDown' && count > 0) setPlace((now.active + 1) % count);
      else if (event.key === 'ArrowUp' && count > 0) setPlace((now.active - 1 + count) % count);
      else if ((event.key === 'Enter' || event.key === 'Tab') && count > 0 && !event.shiftKey) now.choose(now.fitting[now.active]);
      else return;
      // The composer must not send, and Escape must not stop an answer.
      event.preventDefault();
      event.stopPropagation();
    };
    const onBlur = (event: FocusEvent): void => {
      if (!(event.relatedTarget instanceof Node && list.current?.contains(event.relatedTarget) === true)) setOpening(null);
    };
    element.addEventListener('input', onInput);
    element.addEventListener('keydown', onKeyDown);
    element.addEventListener('blur', onBlur);
    return () => {
      element.removeEventListener('input', onInput);
      element.removeEventListener('keydown', onKeyDown);
      element.removeEventListener('blur', onBlur);
    };
  }, [field]);

  useEffect(() => {
    const element = field.current;
    if (element === null || !isOpen) return undefined;
    element.setAttribute('aria-autocomplete', 'list');
    element.setAttribute('aria-controls', listId);
    if (fitting.length > 0) element.setAttribute('aria-activedescendant', `${listId}-${active}`);
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
    return () => {
      for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant']) element.removeAttribute(name);
    };
  }, [field, isOpen, listId, active, fitting.length]);

  const count = fitting.length;
  const words = text.found(count);
  useEffect(() => {
    if (isOpen && count > 0) announce(words);
  }, [isOpen, count, words]);

  return (
    <>
      <button
        type="button"
        className="composer-request"
        aria-label={text.insertPrompt}
        title={text.insertPrompt}
        aria-expanded={isOpen}
        // The field keeps the focus, and the list its place.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          const element = field.current;
          if (element === null) return;
          element.focus();
          setPlace(0);
          setOpening(isOpen ? null : { start: element.selectionStart, end: element.selectionEnd, sought: '', isByHand: true });
        }}
      >
        <Icon name="text" size={16} />
      </button>
      {isOpen ? (
        <div role="presentation" className="prompt-suggestions" ref={list} onMouseDown={(event) => event.preventDefault()}>
          <div role="listbox" id={listId} aria-label={text.library}>
            {fitting.map((prompt, index) => (
              <div
                key={prompt.id}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === active}
                className={index === active ? 'prompt-suggestion active' : 'prompt-suggestion'}
                onClick={() => choose(prompt)}
                onPointerMove={() => setPlace(index)}
              >
                <bdi>{prompt.name.value}</bdi>
                <span dir="auto">{prompt.text.value}</span>
              </div>
            ))}
          </div>
          <a className="prompt-suggestions-foot" href={hrefOf({ screen: 'prompts' })}>
            {prompts.length === 0 ? text.libraryEmpty : text.toLibrary}
          </a>
        </div>
      ) : null}
      {filling === null
        ? null
        : // Outside of the form in the page: Enter in one of its fields must not send the message.
          createPortal(
            <FillDialog
              prompt={filling.prompt}
              onFilled={(filled) => {
                setFilling(null);
                // The dialog gives the focus back first.
                requestAnimationFrame(() => insert(filling.opening, filled));
              }}
              onClose={() => setFilling(null)}
            />,
            document.body,
          )}
    </>
  );
}
