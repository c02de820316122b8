import { useEffect, useRef } from 'react';
import { useStudio } from '../state/store';
import { IconButton } from '../ui/IconButton';
import { endOf, kindOf, removeWires, renameNode, setParameter, titleOf } from './document';
import { edit, expandNode, useGraph } from './graphStore';
import { GraphSummary } from './GraphSummary';
import { ParameterField } from './ParameterField';
import { PictureTools } from './PictureTools';
import type { GraphDocument, GraphNode, Kind, Parameter } from './types';
import { titleField } from './useGraphKeys';
import { usualOf } from './usual';
import { wordsOf } from './waiting';

/** What may be set: of the node that is selected, or of the graph. */
export function Parameters({ doc, onClose }: { doc: GraphDocument; onClose: () => void }) {
  const { kinds, own, selection } = useGraph();
  const node = selection.length === 1 ? doc.nodes.find((one) => one.id === selection[0]) : undefined;
  const kind = node && kindOf(kinds, own, node);
  return (
    <aside className="parameters" aria-label={node ? `Parameters of ${node.id}` : 'Parameters of the graph'}>
      {node && kind ? <NodeParameters key={node.id} doc={doc} node={node} kind={kind} onClose={onClose} /> : <GraphSummary doc={doc} count={selection.length} onClose={onClose} />}
    </aside>
  );
}

function NodeParameters({ doc, node, kind, onClose }: { doc: GraphDocument; node: GraphNode; kind: Kind; onClose: () => void }) {
  const list = useRef<HTMLDivElement>(null);
  const focus = useGraph((state) => state.focus);
  useEffect(() => {
    if (focus !== node.id) return;
    useGraph.setState({ focus: null });
    list.current?.querySelector<HTMLElement>('textarea, input')?.focus();
  }, [focus, node.id]);
  const inputs = doc.wires.filter((wire) => endOf(wire.to).node === node.id && kind.inputs.some((port) => port.name === endOf(wire.to).port));
  const parameters = kind.parameters.filter((one) => one.type !== 'graph');
  return (
    <>
      <header>
        <input
          id={titleField}
          className="title-field"
          aria-label="Title of the node"
          title="Click to rename (F2)"
          value={titleOf(node, undefined) === node.kind ? '' : titleOf(node, undefined)}
          placeholder={kind.title}
          maxLength={60}
          onChange={(event) => edit((now) => renameNode(now, node.id, event.target.value), `${node.id} title`)}
        />
        <span className="facts">{node.id}</span>
        <IconButton icon="close" label="Close the parameters" onClick={onClose} />
      </header>
      <p className="hint">{kind.help}</p>
      {node.kind === 'picture' && <PictureTools node={node} />}
      {node.kind === 'graph' && <GraphTools node={node} />}
      <div className="parameter-list" ref={list}>
        {parameters.map((one) => (
          <ParameterRow key={one.name} doc={doc} node={node} kind={kind} parameter={one} />
        ))}
        {parameters.length === 0 && <p className="hint">{node.kind === 'graph' ? 'What is exposed within it (the pin beside a parameter) can be set here.' : 'It has nothing to set.'}</p>}
        {inputs.length > 0 && (
          <ul className="wire-list" aria-label="Wires into it">
            {inputs.map((wire) => (
              <li key={wire.to}>
                <span>
                  {wordsOf(endOf(wire.to).port)} <span className="wired">from {wire.from}</span>
                </span>
                <IconButton icon="close" label={`Remove the wire from ${wire.from}`} onClick={() => edit((now) => removeWires(now, [wire.to]))} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

/** A parameter with what may be done with it. */
export function ParameterRow({ doc, node, kind, parameter, called }: { doc: GraphDocument; node: GraphNode; kind: Kind; parameter: Parameter; called?: string }) {
  const models = useStudio((state) => state.models);
  const wire = doc.wires.find((one) => one.to === `${node.id}.${parameter.name}`)?.from;
  return (
    <div className="parameter">
      <ParameterField
        parameter={parameter}
        value={node.parameters?.[parameter.name] ?? parameter.default}
        isSet={node.parameters?.[parameter.name] !== undefined}
        wire={wire}
        called={called}
        usual={usualOf(kind, parameter, models, node.parameters?.model)}
        onChange={(value) => edit((now) => setParameter(now, node.id, parameter.name, value), `${node.id}.${parameter.name}`)}
      />
      {wire ? (
        <IconButton icon="close" label={`Remove the wire from ${wire}`} className="expose" onClick={() => edit((now) => removeWires(now, [`${node.id}.${parameter.name}`]))} />
      ) : (
        parameter.wire && <ExposeBox doc={doc} node={node} parameter={parameter.name} />
      )}
    </div>
  );
}

/** What a graph node holds, and the way back. */
function GraphTools({ node }: { node: GraphNode }) {
  const graph = node.parameters?.graph as GraphDocument | undefined;
  if (!graph?.nodes) return <p className="hint">It holds no graph yet: select nodes and press Ctrl Shift G to make one.</p>;
  const count = graph.nodes.filter((one) => one.kind !== 'output').length;
  return (
    <div className="node-tools">
      <span className="wired">{count === 1 ? '1 node within' : `${count} nodes within`}</span>
      <IconButton icon="expand" label="Expand" wide title="Puts its nodes in its place" onClick={() => expandNode(node.id)} />
    </div>
  );
}

/** Whether a parameter is one of the graph's own. */
function ExposeBox({ doc, node, parameter }: { doc: GraphDocument; node: GraphNode; parameter: string }) {
  const exposed = doc.exposed.find((one) => one.node === node.id && one.parameter === parameter);
  const change = () =>
    edit((now) => {
      if (exposed) return { ...now, exposed: now.exposed.filter((one) => one.node !== node.id || one.parameter !== parameter) };
      const taken = new Set(now.exposed.map((one) => one.name));
      const name = taken.has(parameter) ? `${node.id}_${parameter}` : parameter;
      return { ...now, exposed: [...now.exposed, { name, node: node.id, parameter }] };
    });
  return (
    <IconButton
      icon="pin"
      label={exposed ? `${wordsOf(parameter)} is exposed as ${exposed.name}` : `Expose ${wordsOf(parameter)}: engines and other graphs may set it`}
      pressed={exposed !== undefined}
      className="expose"
      onClick={change}
    />
  );
}
