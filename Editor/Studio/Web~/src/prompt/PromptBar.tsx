import { type RefObject, useEffect, useRef, useState } from 'react';
import { api } from '../api/client';
import { generate, generateLive, setPrompt, useStudio } from '../state/store';
import { IconButton } from '../ui/IconButton';
import { PromptPictureChip } from './PromptPictureChip';
import { PromptSettings } from './PromptSettings';
import { usePictureDrop } from './usePictureDrop';

// Fast typing asks once for several letters.
const liveDelayMs = 30;

export function PromptBar() {
  const prompt = useStudio((state) => state.prompt);
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const drop = usePictureDrop();
  const running = useStudio((state) => Object.values(state.runs).find((run) => run.kind === 'generate' && (run.state === 'running' || run.state === 'waiting')));
  useLive();
  useFocus(field);

  // The field grows with its text.
  useEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [prompt.text]);

  const canGenerate = prompt.text.trim().length > 0;
  return (
    <form
      className={`prompt-bar ${drop.over ? 'drop' : ''}`}
      {...drop.handlers}
      onSubmit={(event) => {
        event.preventDefault();
        if (canGenerate) void generate();
      }}
    >
      <div className="prompt-line">
        {prompt.picture && <PromptPictureChip />}
        <textarea
          ref={field}
          rows={1}
          aria-label="Prompt"
          placeholder="What does the surface look like? Moss on brick, wet…"
          value={prompt.text}
          maxLength={4000}
          onChange={(event) => setPrompt({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            if (canGenerate) void generate();
          }}
        />
        <PicturePicker />
        <IconButton icon="live" label="Live" wide title="A picture follows every change" pressed={prompt.live} onClick={() => setPrompt({ live: !prompt.live })} />
        <IconButton icon="settings" label="Settings" pressed={open} aria-expanded={open} aria-controls="prompt-settings" onClick={() => setOpen(!open)} />
        {running ? (
          <button type="button" className="primary stop" onClick={() => void api.cancel(running.id)}>
            Cancel
          </button>
        ) : (
          <button type="submit" className="primary" disabled={!canGenerate}>
            Generate
          </button>
        )}
      </div>
      {open && <PromptSettings />}
    </form>
  );
}

function PicturePicker() {
  const { take } = usePictureDrop();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon="image" label="Start from a picture" onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        hidden
        aria-hidden="true"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void take(file);
          event.target.value = '';
        }}
      />
    </>
  );
}

/** One can type at once, and after "/" from anywhere that takes no text. */
function useFocus(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    field.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof Element && event.target.closest('input, textarea, select, dialog'))) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [field]);
}

/** In live mode every change of the prompt asks anew; the studio drops what the change made needless. */
function useLive(): void {
  const prompt = useStudio((state) => state.prompt);
  const { live, count: _, ...asked } = prompt;
  const key = JSON.stringify(asked);
  useEffect(() => {
    if (!live || !prompt.text.trim()) return;
    const timer = setTimeout(() => void generateLive(), liveDelayMs);
    return () => clearTimeout(timer);
    // The key holds all that a request is made of.
  }, [live, key]);
}
