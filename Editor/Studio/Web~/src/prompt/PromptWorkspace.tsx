import { PromptBar } from './PromptBar';
import { Variants } from './Variants';

export function PromptWorkspace() {
  return (
    <section className="prompt-workspace" aria-label="Prompt">
      <PromptBar />
      <Variants />
    </section>
  );
}
