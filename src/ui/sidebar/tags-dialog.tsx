import { type ReactNode, useId, useState } from 'react';
import type { ListedRecord } from '#chat/records.ts';
import { tagNames } from '#chat/selectors.ts';
import { useText } from '../language/language.tsx';
import { useOrganisingText } from '../language/organising-text.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { useChat, useServices } from '../services-context.ts';
import './organising.css';

/** More of them would be no help to find anything. */
const mostSuggested = 12;

/** The tags of a conversation: each addition and removal counts at once. */
export function TagsDialog({ conversation, onClose }: { readonly conversation: ListedRecord; readonly onClose: () => void }): ReactNode {
  const { common } = useText();
  const text = useOrganisingText();
  const { store } = useServices();
  const conversations = useChat((state) => state.conversations);
  const items = useChat((state) => state.items);
  const [written, setWritten] = useState('');
  const id = useId();
  const tags = conversation.tags?.value ?? [];
  const others = tagNames({ conversations, items }).filter((tag) => !tags.includes(tag));
  const set = (next: readonly string[]): void => store.getState().actions.setTags(conversation.id, next);
  const add = (): void => {
    set([...tags, ...written.split(/[,，、]/)]);
    setWritten('');
  };
  return (
    <Dialog title={conversation.kind === 'comparison' ? text.tagsOfComparison : text.tagsTitle} onClose={onClose}>
      <form
        className="organise-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (written.trim() === '') onClose();
          else add();
        }}
      >
        {tags.length === 0 ? null : (
          <ul className="tag-list" aria-label={text.tags}>
            {tags.map((tag) => (
              <li key={tag}>
                <bdi>{tag}</bdi>
                <button
                  type="button"
                  className="icon-button small"
                  aria-label={text.removeTag(tag)}
                  onClick={() => set(tags.filter((one) => one !== tag))}
                >
                  <Icon name="close" size={14} />
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className="field">
          <label htmlFor={id}>{text.addTag}</label>
          <div className="organise-add">
            <input
              id={id}
              className="text-input"
              dir="auto"
              list={`${id}-others`}
              maxLength={60}
              autoComplete="off"
              data-first-focus
              value={written}
              onChange={(event) => setWritten(event.currentTarget.value)}
            />
            <datalist id={`${id}-others`}>
              {others.map((tag) => (
                <option key={tag} value={tag}>
                  {tag}
                </option>
              ))}
            </datalist>
            <button type="submit" className="button" disabled={written.trim() === ''}>
              {text.add}
            </button>
          </div>
        </div>
        {others.length === 0 ? null : (
          <ul className="tag-list" aria-label={text.otherTags}>
            {others.slice(0, mostSuggested).map((tag) => (
              <li key={tag}>
                <button type="button" className="tag-suggestion" onClick={() => set([...tags, tag])}>
                  <Icon name="plus" size={14} />
                  <bdi>{tag}</bdi>
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className="dialog-actions">
          <button type="button" className="button primary" onClick={onClose}>
            {common.close}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
