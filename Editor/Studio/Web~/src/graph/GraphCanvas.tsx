import { Background, BackgroundVariant, type Connection, ControlButton, Controls, type EdgeChange, type NodeChange, type OnConnectEnd, ReactFlow, useReactFlow, applyNodeChanges, type FinalConnectionState } from '@xyflow/react';
import { type DragEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { addNode, connect, groupsOf, kindOf, moveNodes, removeNodes, removeWires } from './document';
import { flowEdges, type FlowNode, flowNodes } from './flow';
import { EmptyGraph } from './EmptyGraph';
import { FrameFills, FrameView } from './FrameView';
import { edit, present, useGraph } from './graphStore';
import { GraphMap } from './GraphMap';
import { NodeView } from './NodeView';
import { Palette, type PaletteRequest } from './Palette';
import { firstInput, firstOutput, inputType, outputType, ruleOf, wireOnto } from './rules';
import type { GraphDocument, Kind } from './types';
import { useGraphDrop } from './useGraphDrop';
import { useGraphKeys } from './useGraphKeys';
import { useKeptFocus } from './useKeptFocus';
import { useView, zooms } from './useView';
import { WireHint } from './WireHint';

const nodeTypes = { texture: NodeView, frame: FrameView };

/** The canvas on which nodes are wired. */
export function GraphCanvas({ doc }: { doc: GraphDocument }) {
  const { catalogue, kinds, own, selection } = useGraph();
  const [nodes, setNodes] = useState<FlowNode[]>([]);
  const latest = useRef(nodes);
  const [wires, setWires] = useState<ReadonlySet<string>>(new Set());
  const [palette, setPalette] = useState<PaletteRequest | null>(null);
  const [refusal, setRefusal] = useState<{ text: string } | null>(null);
  const wrapper = useRef<HTMLDivElement>(null);
  const flow = useReactFlow();
  const kind = useCallback(
    (id: string): Kind | undefined => {
      const node = doc.nodes.find((one) => one.id === id);
      return node && kindOf(kinds, own, node);
    },
    [doc, kinds, own],
  );

  useKeptFocus(wrapper, nodes);

  const place = useCallback((next: FlowNode[]) => {
    latest.current = next;
    setNodes(next);
  }, []);
  useEffect(() => place(flowNodes(doc, kinds, own, latest.current, selection)), [doc, kinds, own, selection, place]);
  const view = useView(doc, nodes, wrapper);
  const edges = useMemo(() => flowEdges(doc, kinds, own, wires), [doc, kinds, own, wires]);

  const rule = (connection: Pick<Connection, 'source' | 'sourceHandle' | 'target' | 'targetHandle'>) =>
    ruleOf(catalogue!, doc, kind, `${connection.source}.${connection.sourceHandle}`, `${connection.target}.${connection.targetHandle}`);

  const openPalette = useCallback((at: { x: number; y: number }, from: PaletteRequest['from'] = null) => setPalette({ screen: at, place: flow.screenToFlowPosition(at), from }), [flow]);
  useGraphKeys({ wrapper, fit: view.fit, openPalette, wires });
  const refuse = useCallback((text: string) => setRefusal({ text }), []);
  const drop = useGraphDrop();

  const onNodesChange = (changes: NodeChange<FlowNode>[]) => {
    const moved = changes.filter((one) => one.type === 'position' && one.position);
    place(applyNodeChanges(changes, withMembers(latest.current, changes, doc)));
    if (moved.length > 0 && moved.every((one) => one.type === 'position' && !one.dragging)) keepPlaces(latest.current);
    if (changes.some((one) => one.type === 'select')) {
      const chosen = new Set(useGraph.getState().selection);
      for (const one of changes) if (one.type === 'select') one.selected ? chosen.add(one.id) : chosen.delete(one.id);
      useGraph.setState({ selection: [...chosen].filter((id) => doc.nodes.some((node) => node.id === id)) });
    }
    const gone = changes.filter((one) => one.type === 'remove').map((one) => one.id);
    if (gone.length > 0) edit((now) => removeNodes(now, gone));
  };
  const onEdgesChange = (changes: EdgeChange[]) => {
    const chosen = new Set(wires);
    for (const one of changes) if (one.type === 'select') one.selected ? chosen.add(one.id) : chosen.delete(one.id);
    setWires(chosen);
    const gone = changes.filter((one) => one.type === 'remove').map((one) => one.id);
    if (gone.length > 0) edit((now) => removeWires(now, gone));
  };
  const onConnect = (connection: Connection) =>
    edit((now) => connect(now, { from: `${connection.source}.${connection.sourceHandle}`, to: `${connection.target}.${connection.targetHandle}` }));
  const onConnectEnd: OnConnectEnd = (event, state: FinalConnectionState) => {
    if (state.isValid || !state.fromHandle || !state.fromNode) return;
    const out = state.fromHandle.type === 'source';
    const from = { node: state.fromNode.id, port: state.fromHandle.id ?? '', out };
    if (state.toHandle && state.toNode) {
      const [a, b] = out ? [from, { node: state.toNode.id, port: state.toHandle.id }] : [{ node: state.toNode.id, port: state.toHandle.id }, from];
      const told = ruleOf(catalogue!, doc, kind, `${a.node}.${a.port}`, `${b.node}.${b.port}`);
      if (!told.allowed) refuse(told.meaning);
      return;
    }
    const point = 'changedTouches' in event ? event.changedTouches[0]! : event;
    const onto = document.elementFromPoint(point.clientX, point.clientY)?.closest<HTMLElement>('[data-node]')?.dataset.node;
    if (onto) {
      if (onto === from.node) return;
      const { wire, meaning } = wireOnto(catalogue!, doc, kind, from, onto);
      if (wire) edit((now) => connect(now, wire));
      else refuse(meaning);
      return;
    }
    openPalette({ x: point.clientX, y: point.clientY }, from);
  };

  // A node out of the palette; one that a wire was drawn for is wired at once.
  const add = (id: string) => {
    const chosen = kinds.get(id);
    if (!palette || !chosen) return;
    edit((now) => {
      const { doc: next, id: made } = addNode(now, id, palette.place);
      present([made]);
      // What a node paints is told to it first.
      if (chosen.parameters.some((one) => one.name === 'prompt')) useGraph.setState({ focus: made });
      if (!palette.from) return next;
      const { node, port, out } = palette.from;
      const there = kind(node);
      if (out) {
        const type = there && outputType(there, port);
        const to = type && firstInput(catalogue!, chosen, type);
        return to ? connect(next, { from: `${node}.${port}`, to: `${made}.${to}` }) : next;
      }
      const type = there && inputType(there, port);
      const from = type && firstOutput(catalogue!, chosen, type);
      return from ? connect(next, { from: `${made}.${from}`, to: `${node}.${port}` }) : next;
    });
    setPalette(null);
    wrapper.current?.focus();
  };

  return (
    <div
      className="graph-canvas"
      ref={wrapper}
      tabIndex={-1}
      onDragOver={(event: DragEvent) => event.preventDefault()}
      onDrop={(event: DragEvent) => drop(event, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }))}
      onDoubleClick={(event: MouseEvent) => {
        if ((event.target as Element).classList.contains('react-flow__pane')) openPalette({ x: event.clientX, y: event.clientY });
      }}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onNodeClick={(event, node) => {
          setRefusal(null);
          if (node.type === 'texture' && !event.shiftKey && !event.ctrlKey && !event.metaKey) useGraph.setState({ selection: [node.id] });
        }}
        onPaneClick={() => wrapper.current?.focus({ preventScroll: true })}
        onConnectStart={() => setRefusal(null)}
        onMove={(event) => event && view.isMovedByHand()}
        onMoveEnd={(_, at) => view.keep(at)}
        isValidConnection={(connection) => rule(connection as Connection).allowed}
        connectionRadius={36}
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        minZoom={zooms.least}
        maxZoom={zooms.most}
        edgesFocusable={false}
        selectionOnDrag={false}
        multiSelectionKeyCode={['Shift', 'Control', 'Meta']}
        elevateNodesOnSelect
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} color="var(--line)" bgColor="var(--ground)" />
        <FrameFills nodes={nodes} />
        <GraphMap />
        <Controls showInteractive={false} showFitView={false} orientation="horizontal" onZoomIn={view.isMovedByHand} onZoomOut={view.isMovedByHand}>
          <ControlButton aria-label="Fit view" title="All of the graph (F)" onClick={() => view.fit()}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" fill="none" stroke="currentColor" strokeWidth="1.8" />
            </svg>
          </ControlButton>
        </Controls>
        <WireHint doc={doc} kind={kind} refusal={refusal} onEnd={() => setRefusal(null)} />
        {doc.nodes.length === 0 && <EmptyGraph />}
      </ReactFlow>
      {palette && catalogue && <Palette request={palette} catalogue={catalogue} kind={kind} onPick={add} onClose={() => setPalette(null)} />}
    </div>
  );
}

// Where a frame is dragged, its nodes go along.
function withMembers(nodes: FlowNode[], changes: readonly NodeChange<FlowNode>[], doc: GraphDocument): FlowNode[] {
  for (const change of changes) {
    if (change.type !== 'position' || !change.position) continue;
    const members = groupsOf(doc).find((one) => one.id === change.id)?.nodes;
    const frame = members && nodes.find((one) => one.id === change.id);
    if (!frame) continue;
    const by = { x: change.position.x - frame.position.x, y: change.position.y - frame.position.y };
    nodes = nodes.map((node) => (members.includes(node.id) ? { ...node, position: { x: node.position.x + by.x, y: node.position.y + by.y } } : node));
  }
  return nodes;
}

function keepPlaces(nodes: readonly FlowNode[]): void {
  const places = new Map(nodes.filter((node) => node.type === 'texture').map((node) => [node.id, node.position]));
  edit((now) => {
    const differs = now.nodes.some((node) => Math.round(places.get(node.id)?.x ?? node.x) !== node.x || Math.round(places.get(node.id)?.y ?? node.y) !== node.y);
    return differs ? moveNodes(now, places) : now;
  });
}
