import { type ReactNode, useId } from 'react';

interface Properties<Choice extends string> {
  readonly label: string;
  readonly value: Choice;
  readonly choices: readonly Choice[];
  readonly names: Readonly<Record<Choice, string>>;
  /** What the value means, where its name is not enough. */
  readonly note?: string;
  readonly onChoose: (choice: Choice) => void;
}

export function ChoiceField<Choice extends string>({ label, value, choices, names, note, onChoose }: Properties<Choice>): ReactNode {
  const id = useId();
  return (
    <div className="settings-row">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="text-input"
        value={value}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice === event.currentTarget.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {names[choice]}
          </option>
        ))}
      </select>
      {note === undefined ? null : (
        <p id={`${id}-note`} className="settings-choice-note">
          {note}
        </p>
      )}
    </div>
  );
}
