import { useState } from 'react';
import { MaskDialog } from '../mask/MaskDialog';
import { act } from '../state/store';
import { IconButton } from '../ui/IconButton';
import { addNode, endOf, kindOf, setParameter } from './document';
import { graphApi } from './graphApi';
import { edit, expandNode, useGraph } from './graphStore';
import { wordsOf } from './NodeView';
import { ParameterField } from './ParameterField';
import type { GraphDocument, GraphNode, Kind } from './types';

/** What may be set of the node that is selected. */
export function Parameters({ doc }: { doc: GraphDocument }) {
  const { kinds, own, selection } = useGraph();
  const node = selection.length === 1 ? doc.nodes.find((one) => one.id === selection[0]) : undefined;
  const kind = node && kindOf(kinds, own, node);
  if (!node || !kind) return null;
  const wired = new Map(doc.wires.filter((wire) => endOf(wire.to).node === node.id).map((wire) => [endOf(wire.to).port, wire.from]));
  return (
    <aside className="parameters" aria-label={`Parameters of ${node.id}`}>
      <header>
        <h2>{kind.title}</h2>
        <span className="facts">{node.id}</span>
        <IconButton icon="close" label="Close the parameters" onClick={() => useGraph.setState({ selection: [] })} />
      </header>
      <p className="hint">{kind.help}</p>
      {node.kind === 'picture' && <PictureTools node={node} />}
      {node.kind === 'graph' && <IconButton icon="expand" label="Expand: its nodes in its place" wide onClick={() => expandNode(node.id)} />}
      <div className="parameter-list">
        {kind.parameters.map((one) => (
          <div key={one.name} className="parameter">
            <ParameterField
              parameter={one}
              value={node.parameters?.[one.name] ?? one.default}
              isSet={node.parameters?.[one.name] !== undefined}
              wire={wired.get(one.name)}
              onChange={(value) => edit((now) => setParameter(now, node.id, one.name, value), `${node.id}.${one.name}`)}
            />
            {one.wire && <ExposeBox doc={doc} node={node} kind={kind} parameter={one.name} />}
          </div>
        ))}
        {kind.parameters.length === 0 && <p className="hint">It has nothing to set.</p>}
      </div>
    </aside>
  );
}

/** Whether a parameter is one of the graph's own. */
function ExposeBox({ doc, node, parameter }: { doc: GraphDocument; node: GraphNode; kind: Kind; parameter: string }) {
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

/** A picture's own tools: choose another, paint a mask on it. */
function PictureTools({ node }: { node: GraphNode }) {
  const [painting, setPainting] = useState<{ width: number; height: number } | null>(null);
  const file = node.parameters?.file;
  if (typeof file !== 'string' || !file) return null;
  const url = graphApi.pictureUrl(file);
  const paint = () => {
    const image = new Image();
    image.onload = () => setPainting({ width: image.naturalWidth, height: image.naturalHeight });
    image.src = url;
  };
  return (
    <div className="picture-tools">
      <img src={url} alt={file} />
      <IconButton icon="brush" label="Paint a mask on it" wide onClick={paint} />
      {painting && (
        <MaskDialog
          {...painting}
          name={file}
          url={url}
          onClose={() => setPainting(null)}
          onSave={(mask) =>
            act(async () => {
              if (!mask) return;
              const { file: name } = await graphApi.addPicture(mask, `mask of ${file}`);
              edit((doc) => {
                const made = addNode(doc, 'picture', { x: node.x, y: node.y + 300 }, { file: name });
                useGraph.setState({ selection: [made.id] });
                return made.doc;
              });
            })
          }
        />
      )}
    </div>
  );
}
