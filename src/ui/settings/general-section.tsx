import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { useSettingsText } from '../language/settings-text.ts';
import { usePreferencesText } from '../language/preferences-text.ts';
import { densityChoices, enterChoices, languageChoices, paceChoices, type Preferences, themeChoices } from '../preferences.ts';
import { ChoiceField } from './choice-field.tsx';

/** How the page looks and how writing feels. */
export function GeneralSettings({ preferences }: { readonly preferences: StoreApi<Preferences> }): ReactNode {
  const settings = useSettingsText();
  const text = usePreferencesText();
  const { language, theme, density, enter, pace } = useStore(preferences);
  return (
    <>
      <ChoiceField
        label={settings.language}
        value={language}
        choices={languageChoices}
        names={settings.languages}
        onChoose={(choice) => preferences.setState({ language: choice })}
      />
      <ChoiceField
        label={settings.theme}
        value={theme}
        choices={themeChoices}
        names={settings.themes}
        onChoose={(choice) => preferences.setState({ theme: choice })}
      />
      <ChoiceField
        label={text.density}
        value={density}
        choices={densityChoices}
        names={text.densities}
        onChoose={(choice) => preferences.setState({ density: choice })}
      />
      <ChoiceField
        label={settings.enter}
        value={enter}
        choices={enterChoices}
        names={settings.enters}
        onChoose={(choice) => preferences.setState({ enter: choice })}
      />
      <ChoiceField
        label={text.pace}
        value={pace}
        choices={paceChoices}
        names={text.paces}
        note={text.paceNotes[pace]}
        onChoose={(choice) => preferences.setState({ pace: choice })}
      />
    </>
  );
}
