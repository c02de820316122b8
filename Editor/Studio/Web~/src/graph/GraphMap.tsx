import { MiniMap, type ReactFlowState, useStore } from '@xyflow/react';

/** A map of the graph, while some of it lies outside of the view. */
export function GraphMap() {
  const isWhole = useStore(seesAll);
  if (isWhole) return null;
  return (
    <MiniMap
      pannable
      zoomable
      nodeColor={(node) => (node.type === 'frame' ? 'transparent' : 'var(--line-strong)')}
      maskColor="color-mix(in srgb, var(--ground) 70%, transparent)"
      bgColor="var(--panel)"
      ariaLabel="Map of the graph"
    />
  );
}

function seesAll({ nodes, nodeLookup, transform: [x, y, zoom], width, height }: ReactFlowState): boolean {
  return nodes.every((node) => {
    const { positionAbsolute } = nodeLookup.get(node.id)?.internals ?? { positionAbsolute: node.position };
    const [left, top] = [positionAbsolute.x * zoom + x, positionAbsolute.y * zoom + y];
    return left >= 0 && top >= 0 && left + (node.measured?.width ?? 0) * zoom <= width && top + (node.measured?.height ?? 0) * zoom <= height;
  });
}
