import { type RefObject, useEffect, useRef } from 'react';
import { copy, type Fragment, group, paste, removeNodes, removeWires } from './document';
import { collapseNodes, edit, expandNode, flush, present, redo, undo, useGraph } from './graphStore';
import { isTyped } from './keys';
import { watchPresses } from './press';

/** Where the title of the selected node is written. */
export const titleField = 'node-title';

let clipboard: Fragment | null = null;
let pasted = 0;

interface Options {
  wrapper: RefObject<HTMLDivElement | null>;
  fit: (ids: readonly string[]) => void;
  openPalette: (at: { x: number; y: number }) => void;
  wires: ReadonlySet<string>;
}

/** The keyboard of the canvas: palette, undo, copy, delete, group, all. */
export function useGraphKeys({ wrapper, fit, openPalette, wires }: Options): void {
  const pointer = useRef<{ x: number; y: number } | null>(null);

  useEffect(watchPresses, []);

  useEffect(() => {
    const moved = (event: PointerEvent) => {
      pointer.current = wrapper.current?.contains(event.target as Node) ? { x: event.clientX, y: event.clientY } : null;
    };
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (target.closest('dialog, [role=dialog]') || isTyped(target)) return;
      const act = target.closest('input, select') && !isHistory(event) ? null : actionOf(event);
      if (!act) return;
      event.preventDefault();
      act();
    };
    const actionOf = (event: KeyboardEvent): (() => void) | null => {
      const { selection, line } = useGraph.getState();
      if (!line) return null;
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (command && key === 'z') return event.shiftKey ? redo : undo;
      if (command && key === 'y') return redo;
      if (command && key === 's') return () => void flush();
      if (command && key === 'a') return () => useGraph.setState({ selection: line.now.nodes.map((node) => node.id) });
      if (command && key === 'g' && event.shiftKey) {
        const only = selection.length === 1 ? line.now.nodes.find((node) => node.id === selection[0]) : undefined;
        return only?.kind === 'graph' ? () => expandNode(only.id) : () => collapseNodes(selection);
      }
      if (command && key === 'g') return () => edit((doc) => group(doc, selection));
      if (command && (key === 'c' || key === 'x') && selection.length > 0)
        return () => {
          clipboard = copy(line.now, selection);
          pasted = 0;
          if (key === 'x') edit((doc) => removeNodes(doc, selection));
        };
      if (command && key === 'v' && clipboard) return () => put(clipboard!);
      if (command && key === 'd' && selection.length > 0)
        return () => {
          pasted = 0;
          put(copy(line.now, selection));
        };
      if (command) return null;
      const onButton = (event.target as HTMLElement).closest('button, [role=radio], a');
      if (event.key === ' ' && !onButton) return () => openPalette(pointer.current ?? middleOf(wrapper.current!));
      const onCanvas = event.target === document.body || wrapper.current?.contains(event.target as Node);
      if ((event.key === 'Delete' || event.key === 'Backspace') && onCanvas && (selection.length > 0 || wires.size > 0)) return () => edit((doc) => removeNodes(removeWires(doc, [...wires]), selection));
      if (key === 'f' && !onButton) return () => fit(selection);
      if (event.key === 'F2' && selection.length === 1) return () => document.getElementById(titleField)?.focus();
      return null;
    };
    const put = (fragment: Fragment) => {
      pasted++;
      edit((doc) => {
        const made = paste(doc, fragment, { x: 32 * pasted, y: 32 * pasted });
        present(made.ids);
        return made.doc;
      });
    };
    document.addEventListener('pointermove', moved);
    document.addEventListener('keydown', pressed);
    return () => {
      document.removeEventListener('pointermove', moved);
      document.removeEventListener('keydown', pressed);
    };
  }, [openPalette, wires, fit, wrapper]);
}

const isHistory = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && ['z', 'y', 's'].includes(event.key.toLowerCase());

function middleOf(element: HTMLElement): { x: number; y: number } {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 3 };
}
