import type { ReactNode } from 'react';
import { usePromptsText } from '../language/prompts-text.ts';
import { FileSection } from './file-section.tsx';
import { LibrarySection } from './library-section.tsx';
import { PresetSection } from './preset-section.tsx';
import './prompts.css';

/** The person's presets and prompts. */
export function PromptsScreen(): ReactNode {
  const text = usePromptsText();
  return (
    <div className="prompts">
      <h1>{text.title}</h1>
      <LibrarySection />
      <PresetSection />
      <FileSection />
    </div>
  );
}
