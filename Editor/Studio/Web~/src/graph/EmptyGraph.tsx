import { Panel } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { withSamples } from './graphFiles';
import { edit } from './graphStore';
import type { GraphDocument } from './types';

/** How to begin: with a node, or with one of the samples. */
export function EmptyGraph() {
  const [samples, setSamples] = useState<GraphDocument[]>([]);
  useEffect(() => withSamples(setSamples), []);
  return (
    <Panel position="top-center" className="graph-empty">
      <p>
        Press <kbd>Space</kbd> or double-click for a node.
      </p>
      {samples.length > 0 && <p>Or begin with a sample:</p>}
      <ul>
        {samples.map((one) => (
          <li key={one.name}>
            <button type="button" onClick={() => edit((doc) => ({ ...one, name: doc.name }))}>
              {one.name}
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
