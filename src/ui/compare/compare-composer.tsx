import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { useCommand } from '../commands/commands.ts';
import { useCompareText } from '../language/compare-text.ts';
import { Icon } from '../parts/icon.tsx';
import { isComposing } from '../parts/is-composing.ts';
import { isSecondClick, sendsMessage } from '../parts/sends-message.ts';
import type { Preferences } from '../preferences.ts';
import { useServices } from '../services-context.ts';

interface Properties {
  /** Under which name unsent text is kept. */
  readonly draftKey: string;
  readonly placeholder: string;
  /** Some column is being answered. */
  readonly isLive: boolean;
  /** Why nothing can be sent now; `null` = it can. */
  readonly hindrance: string | null;
  /** False if nothing was sent: the text then stays. */
  readonly onSend: (text: string) => boolean;
  readonly onStop: () => void;
  readonly preferences: StoreApi<Preferences>;
  /** What stands below the field. */
  readonly children: ReactNode;
}

/** The one message field of all columns. The browser holds its text, so typing renders nothing; the store hears it as the draft. */
export function CompareComposer(properties: Properties): ReactNode {
  const { draftKey, placeholder, isLive, hindrance, onSend, onStop, preferences, children } = properties;
  const text = useCompareText();
  const { store } = useServices();
  const field = useRef<HTMLTextAreaElement>(null);
  const [first] = useState(() => store.getState().drafts.get(draftKey) ?? '');
  const [isBlank, setIsBlank] = useState(first.trim() === '');
  useCommand('focus-message', () => field.current?.focus());
  useCommand('stop', isLive ? onStop : null);
  useEffect(() => {
    // A keyboard that slides over the page on every visit would be in the way.
    if (window.matchMedia('(pointer: fine)').matches) field.current?.focus({ preventScroll: true });
  }, []);

  function send(): void {
    const element = field.current;
    if (element === null || isLive || hindrance !== null || element.value.trim() === '') return;
    if (!onSend(element.value)) return;
    element.value = '';
    store.getState().actions.setDraft(draftKey, '');
    setIsBlank(true);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && isLive && !isComposing(event)) {
      onStop();
      return;
    }
    if (!sendsMessage(event, preferences)) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      className="compare-composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="compare-composer-box">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          aria-label={text.message}
          placeholder={placeholder}
          defaultValue={first}
          onInput={(event) => {
            setIsBlank(event.currentTarget.value.trim() === '');
            store.getState().actions.setDraft(draftKey, event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          enterKeyHint="send"
        />
        {isLive ? (
          <button
            // Another element than the one that sends: else what is pressed to stop would turn into it and send what was typed meanwhile.
            key="stop"
            type="button"
            className="send-button stop"
            aria-label={text.stopAll}
            onClick={(event) => {
              if (!isSecondClick(event)) onStop();
              field.current?.focus();
            }}
          >
            <Icon name="stop" />
          </button>
        ) : (
          <button
            key="send"
            type="submit"
            className="send-button"
            aria-label={text.sendAll}
            disabled={isBlank || hindrance !== null}
            onClick={(event) => {
              if (isSecondClick(event)) event.preventDefault();
            }}
          >
            <Icon name="arrow-up" />
          </button>
        )}
      </div>
      <div className="compare-composer-foot">{hindrance === null ? children : <p>{hindrance}</p>}</div>
    </form>
  );
}
