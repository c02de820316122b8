import { IconButton } from '../ui/IconButton';
import { kindOf } from './document';
import { edit, useGraph } from './graphStore';
import { ParameterRow } from './Parameters';
import type { GraphDocument } from './types';

const tiles = { xy: 'Both axes', x: 'Left to right', y: 'Top to bottom', none: 'No' };

/** The graph as a whole: how its pictures repeat, and what it exposes. */
export function GraphSummary({ doc, count, onClose }: { doc: GraphDocument; count: number; onClose: () => void }) {
  const { name, kinds, own } = useGraph();
  const exposed = doc.exposed.flatMap((one) => {
    const node = doc.nodes.find((other) => other.id === one.node);
    const kind = node && kindOf(kinds, own, node);
    const parameter = kind?.parameters.find((other) => other.name === one.parameter);
    return node && kind && parameter ? [{ exposed: one, node, kind, parameter }] : [];
  });
  return (
    <>
      <header>
        <h2>{name}</h2>
        <IconButton icon="close" label="Close the parameters" onClick={onClose} />
      </header>
      <p className="hint">{count > 1 ? `${count} nodes are selected. Ctrl G frames them, Ctrl Shift G makes them one node.` : 'Select a node to set it.'}</p>
      <div className="parameter-list">
        <label className="field">
          <span>repeats</span>
          <select value={doc.tile} onChange={(event) => edit((now) => ({ ...now, tile: event.target.value }))}>
            {Object.entries(tiles).map(([id, words]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </select>
        </label>
        {exposed.length > 0 && <h3>Exposed</h3>}
        {exposed.map((one) => (
          <ParameterRow
            key={one.exposed.name}
            doc={doc}
            node={one.node}
            kind={one.kind}
            parameter={one.exposed.help ? { ...one.parameter, help: one.exposed.help } : one.parameter}
            called={one.exposed.name}
          />
        ))}
      </div>
    </>
  );
}
