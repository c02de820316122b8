import { type RefObject, useEffect, useRef } from 'react';

/** Where what had the focus in the workspace is gone (a node that became part of another, or was undone), its canvas has it, so that the keyboard goes on there. */
export function useKeptFocus(canvas: RefObject<HTMLElement | null>, shown: unknown): void {
  const wasWithin = useRef(false);
  useEffect(() => {
    const focused = (event: FocusEvent) => {
      wasWithin.current = canvas.current?.closest('.graph-workspace')?.contains(event.target as Node) ?? false;
    };
    document.addEventListener('focusin', focused);
    return () => document.removeEventListener('focusin', focused);
  }, [canvas]);
  useEffect(() => {
    if (wasWithin.current && document.activeElement === document.body) canvas.current?.focus({ preventScroll: true });
  }, [canvas, shown]);
}
