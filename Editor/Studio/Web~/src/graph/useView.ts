import { getViewportForBounds, useReactFlow, type Viewport } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { type FlowNode, nodeHeight, nodeWidth } from './flow';
import { useGraph } from './graphStore';
import { type Box, boxAround, shiftInto } from './view';
import type { GraphDocument } from './types';

export const zooms = { least: 0.15, most: 2.5 };
// The buttons of the canvas lie in the room below.
const room = { top: 26, right: 26, bottom: 60, left: 26 };

// Where each graph was looked at: it is there again when the page comes back to it.
const views = new Map<string, Viewport>();

const isCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** What of the graph is seen: fitted when it is opened and while nobody moved it, moved for nodes that come outside of it, kept from one visit to the next. */
export function useView(doc: GraphDocument, nodes: readonly FlowNode[], wrapper: RefObject<HTMLDivElement | null>) {
  const name = useGraph((state) => state.name);
  const reveal = useGraph((state) => state.reveal);
  const flow = useReactFlow();
  const latest = useRef(nodes);
  latest.current = nodes;
  const isFitted = useRef(false);
  const shown = useRef<string | null>(null);

  const fit = useCallback(
    (ids?: readonly string[], most = 1) => {
      const [box, canvas] = [boundsOf(latest.current, ids), wrapper.current];
      if (!box || !canvas) return;
      isFitted.current = !ids?.length;
      const padding = { top: `${room.top}px`, right: `${room.right}px`, bottom: `${room.bottom}px`, left: `${room.left}px` } as const;
      void flow.setViewport(getViewportForBounds(box, canvas.clientWidth, canvas.clientHeight, zooms.least, most, padding), isCalm() ? {} : { duration: shown.current === name ? 160 : 0 });
    },
    [flow, wrapper, name],
  );

  // A graph is opened
  const isMeasured = doc.nodes.length > 0 && doc.nodes.every((node) => nodes.some((one) => one.type === 'texture' && one.data.node === node && one.measured));
  useEffect(() => {
    if (!name || shown.current === name) return;
    const known = views.get(name);
    if (known) void flow.setViewport(known);
    else if (isMeasured) fit();
    else if (doc.nodes.length === 0) void flow.setViewport({ x: 0, y: 0, zoom: 1 });
    else return;
    shown.current = name;
  }, [name, doc, isMeasured, fit, flow]);

  // Nodes come
  useEffect(() => {
    const [canvas, box] = [wrapper.current, boundsOf(nodes, reveal)];
    if (reveal.length === 0 || !canvas || !box || !reveal.every((id) => nodes.some((node) => node.id === id && node.measured))) return;
    useGraph.setState({ reveal: [] });
    const view = flow.getViewport();
    const seen: Box = { x: box.x * view.zoom + view.x, y: box.y * view.zoom + view.y, width: box.width * view.zoom, height: box.height * view.zoom };
    const isLost = !document.activeElement || document.activeElement === document.body || document.activeElement === canvas;
    const by = shiftInto(seen, { x: room.left, y: room.top, width: canvas.clientWidth - room.left - room.right, height: canvas.clientHeight - room.top - room.bottom });
    if (!by) fit(reveal, view.zoom);
    else if (by.x !== 0 || by.y !== 0) {
      isFitted.current = false;
      void flow.setViewport({ ...view, x: view.x + by.x, y: view.y + by.y }, isCalm() ? {} : { duration: 160 });
    }
    if (isLost) canvas.querySelector<HTMLElement>(`.react-flow__node[data-id="${reveal[0]}"]`)?.focus({ preventScroll: true });
  }, [nodes, reveal, flow, fit, wrapper]);

  // The canvas becomes larger or smaller
  useEffect(() => {
    const canvas = wrapper.current;
    if (!canvas) return;
    let size: { width: number; height: number } | null = null;
    const observer = new ResizeObserver(() => {
      const now = { width: canvas.clientWidth, height: canvas.clientHeight };
      if (size && isFitted.current) fit();
      else if (size) {
        const view = flow.getViewport();
        void flow.setViewport({ ...view, x: view.x + (now.width - size.width) / 2, y: view.y + (now.height - size.height) / 2 });
      }
      size = now;
    });
    observer.observe(canvas);
    return () => observer.disconnect();
  }, [flow, fit, wrapper]);

  return {
    fit,
    isMovedByHand: () => void (isFitted.current = false),
    keep: (view: Viewport) => void (name && shown.current === name && views.set(name, view)),
  };
}

function boundsOf(nodes: readonly FlowNode[], ids?: readonly string[]): Box | null {
  const chosen = ids?.length ? nodes.filter((node) => ids.includes(node.id)) : nodes;
  return boxAround(
    (chosen.length > 0 ? chosen : nodes).map(({ position, measured, width, height }) => ({ ...position, width: measured?.width ?? width ?? nodeWidth, height: measured?.height ?? height ?? nodeHeight })),
  );
}
