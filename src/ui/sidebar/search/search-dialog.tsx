import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { readQuery } from '#chat/search/query.ts';
import { useSearchText } from '../../language/search-text.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icon.tsx';
import { hrefOf } from '../../routes.ts';
import { useCatalogIfHere, useServices } from '../../services-context.ts';
import { FoundConversations } from './found-conversations.tsx';
import { type Place, placesOf } from './places.ts';
import './search.css';
import { type Suggestion, suggestionsFor } from './suggestions.ts';
import { useSearch } from './use-search.ts';

/** More conversations are mounted when somebody wants them. */
const shownAtFirst = 40;

interface Properties {
  readonly onClose: () => void;
  /** Called when a place was gone to: a drawer that holds this closes. */
  readonly onLeave: () => void;
}

/**
 * Search over all conversations and comparisons: a combobox whose list is always open. Arrows move, Enter goes to a place or takes a suggestion; Tab takes
 * the first suggestion while one is being written.
 */
export function SearchDialog({ onClose, onLeave }: Properties): ReactNode {
  const text = useSearchText();
  const { store } = useServices();
  const catalog = useCatalogIfHere();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState<string | null>(null);
  const [mounted, setMounted] = useState(shownAtFirst);
  const wantedCaret = useRef<number | null>(null);
  const listId = useId();
  // The list follows the letters; it never holds them up.
  const { found, state, detail } = useDeferredValue(useSearch(typed));
  const suggestions = suggestionsFor(typed, caret, catalog, store.getState());
  const shown = found.slice(0, mounted);
  const places = shown.flatMap(placesOf);
  const words = useMemo(
    () => readQuery(typed).flatMap(({ prefix, text: word, isNegated }) => (prefix === null && !isNegated ? [word] : [])),
    [typed],
  );
  const keys = [...suggestions.map(({ key }) => key), ...places.map(({ key }) => key)];
  const isWriting = /[:：]$/.test(typed.slice(0, caret).trimEnd()) || places.length === 0;
  const usual = isWriting ? keys[0] : (places[0]?.key ?? keys[0]);
  const activeKey = active !== null && keys.includes(active) ? active : (usual ?? null);
  const optionId = (key: string): string => `${listId}-${keys.indexOf(key)}`;

  useLayoutEffect(() => {
    if (wantedCaret.current === null) return;
    field.current?.setSelectionRange(wantedCaret.current, wantedCaret.current);
    wantedCaret.current = null;
  }, [typed]);

  function take(suggestion: Suggestion): void {
    setTyped(suggestion.typed);
    setCaret(suggestion.caret);
    setActive(null);
    wantedCaret.current = suggestion.caret;
    field.current?.focus();
  }

  function go({ route }: Place): void {
    onClose();
    onLeave();
    window.location.hash = hrefOf(route);
  }

  function choose(key: string | null): void {
    const suggestion = suggestions.find((one) => one.key === key);
    const place = places.find((one) => one.key === key);
    if (suggestion !== undefined) take(suggestion);
    else if (place !== undefined) go(place);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    const place = activeKey === null ? -1 : keys.indexOf(activeKey);
    const next = { ArrowDown: place + 1, ArrowUp: place - 1 }[event.key];
    const first = suggestions[0];
    if (next !== undefined && keys.length > 0) {
      event.preventDefault();
      const key = keys[(next + keys.length) % keys.length] ?? null;
      setActive(key);
      if (key !== null) document.getElementById(optionId(key))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(activeKey);
    } else if (event.key === 'Tab' && !event.shiftKey && first !== undefined && typed.trim() !== '') {
      event.preventDefault();
      take(suggestions.find(({ key }) => key === activeKey) ?? first);
    }
  }

  return (
    <Dialog title={text.title} onClose={onClose} className="search">
      <div className="search-field">
        <Icon name="search" size={18} />
        <input
          ref={field}
          type="text"
          inputMode="search"
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={activeKey === null ? undefined : optionId(activeKey)}
          aria-label={text.label}
          aria-describedby={`${listId}-state`}
          placeholder={text.placeholder}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          data-first-focus
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setCaret(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
            setActive(null);
            setMounted(shownAtFirst);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onKeyDown={onKeyDown}
        />
      </div>
      <p id={`${listId}-state`} className="search-state">
        {state === 'searching'
          ? text.searching(found.length)
          : state === 'done'
            ? text.found(found.length)
            : state === 'failed'
              ? text.failed
              : text.help}
        {detail === '' ? null : <span>{detail}</span>}
      </p>
      <div className="search-list" id={listId} role="listbox" aria-label={text.results}>
        {suggestions.length === 0 ? null : (
          <div role="group" aria-label={text.suggestions} className="search-suggestions">
            {suggestions.map((suggestion) => (
              <div
                key={suggestion.key}
                id={optionId(suggestion.key)}
                role="option"
                aria-selected={suggestion.key === activeKey}
                className={suggestion.key === activeKey ? 'search-option active' : 'search-option'}
                onClick={() => take(suggestion)}
                onPointerMove={() => setActive(suggestion.key)}
              >
                <code>
                  {suggestion.prefix}:<bdi>{suggestion.value}</bdi>
                </code>
                <span>{text.hintOf(suggestion.prefix, suggestion.value)}</span>
              </div>
            ))}
          </div>
        )}
        <FoundConversations found={shown} words={words} activeKey={activeKey} optionId={optionId} onChoose={choose} onPoint={setActive} />
      </div>
      {found.length > mounted ? (
        <button type="button" className="button quiet" onClick={() => setMounted(mounted + 5 * shownAtFirst)}>
          {text.more(found.length - mounted)}
        </button>
      ) : null}
      {/* Said once, at the end: the page's own live region is behind this dialog. */}
      <span className="visually-hidden" role="status">
        {state === 'done' ? text.found(found.length) : state === 'failed' ? text.failed : ''}
      </span>
    </Dialog>
  );
}
