import { Panel, useConnection } from '@xyflow/react';
import { useEffect } from 'react';
import { useGraph } from './graphStore';
import { ruleOf } from './rules';
import type { GraphDocument, Kind } from './types';

const refusalSeconds = 6;

interface Props {
  doc: GraphDocument;
  kind: (id: string) => Kind | undefined;
  /** Why the last wire was not laid. */
  refusal: { text: string } | null;
  onEnd: () => void;
}

/** While a wire is drawn: why it may not end where the pointer is, or how its value is converted; for a while after it was refused, why. */
export function WireHint({ doc, kind, refusal, onEnd }: Props) {
  const catalogue = useGraph((state) => state.catalogue);
  const drawn = useConnection();
  useEffect(() => {
    if (!refusal) return;
    const timer = setTimeout(onEnd, refusalSeconds * 1000);
    return () => clearTimeout(timer);
  }, [refusal]);
  const told = toldOf();
  if (!told) return null;
  return (
    <Panel position="bottom-center" className={`wire-hint ${told.allowed ? '' : 'bad'}`} role="status">
      {told.allowed ? `Takes ${told.meaning}` : told.meaning}
    </Panel>
  );

  function toldOf() {
    if (!drawn.inProgress) return refusal && { allowed: false, meaning: refusal.text };
    if (!drawn.toHandle || !catalogue || drawn.toHandle.type === drawn.fromHandle.type) return null;
    const [a, b] = drawn.fromHandle.type === 'source' ? [drawn.fromHandle, drawn.toHandle] : [drawn.toHandle, drawn.fromHandle];
    return ruleOf(catalogue, doc, kind, `${a.nodeId}.${a.id}`, `${b.nodeId}.${b.id}`);
  }
}
