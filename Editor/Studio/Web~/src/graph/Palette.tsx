import { useEffect, useMemo, useRef, useState } from 'react';
import { firstInput, firstOutput, inputType, outputType } from './rules';
import { categoryNames, search } from './search';
import type { Catalogue, Kind } from './types';

export interface PaletteRequest {
  /** Where it opens. */
  screen: { x: number; y: number };
  /** Where the node comes. */
  place: { x: number; y: number };
  /** The port that a wire was drawn from: only kinds that it fits are offered. */
  from: { node: string; port: string; out: boolean } | null;
}

interface Props {
  request: PaletteRequest;
  catalogue: Catalogue;
  kind: (node: string) => Kind | undefined;
  onPick: (kind: string) => void;
  onClose: () => void;
}

const size = { width: 280, height: 380 };

/** All kinds of nodes, to search in. */
export function Palette({ request, catalogue, kind, onPick, onClose }: Props) {
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const { kinds, isOfType } = useMemo(() => offered(catalogue, request, kind), [catalogue, request, kind]);
  const found = useMemo(() => (words.trim() ? search(kinds, words, isOfType) : byCategory(kinds, isOfType)), [kinds, isOfType, words]);
  // With a wire at hand: those of its type under their categories, the rest under one head
  const headOf = (one: Kind | undefined) => one && (request.from && !isOfType(one) ? 'With a conversion' : (categoryNames[one.category] ?? one.category));
  const chosen = Math.min(at, found.length - 1);
  useEffect(() => {
    // Some browsers answer with a promise, which is no way to clean up.
    void list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, found]);
  const left = Math.max(8, Math.min(request.screen.x, innerWidth - size.width - 8));
  const top = Math.max(8, Math.min(request.screen.y, innerHeight - size.height - 8));
  return (
    <div
      className="palette"
      role="dialog"
      aria-label="Add a node"
      style={{ left, top, width: size.width, maxHeight: size.height }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        else if (event.key === 'Enter' && found[chosen]) onPick(found[chosen].id);
        else if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, chosen + 1));
        else if (event.key === 'ArrowUp') setAt(Math.max(0, chosen - 1));
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <input
        type="search"
        placeholder="Search nodes"
        aria-label="Search nodes"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found[chosen] ? `kind-${found[chosen].id}` : undefined}
        autoFocus
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
      />
      <ul ref={list} id="palette-list" role="listbox" aria-label="Nodes">
        {found.map((one, i) => (
          <li key={one.id} role="presentation">
            {!words.trim() && headOf(one) !== headOf(found[i - 1]) && (
              <h3 role="presentation" aria-hidden="true">
                {headOf(one)}
              </h3>
            )}
            <div
              role="option"
              id={`kind-${one.id}`}
              tabIndex={-1}
              aria-selected={i === chosen}
              title={one.help}
              onPointerMove={() => setAt(i)}
              onPointerDown={(event) => {
                event.preventDefault();
                onPick(one.id);
              }}
            >
              {one.title}
              {words.trim() && <span>{categoryNames[one.category] ?? one.category}</span>}
            </div>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="empty">No node is called so.</p>}
      {found[chosen] && <p className="palette-help">{found[chosen].help}</p>}
    </div>
  );
}

interface Offer {
  kinds: Kind[];
  /** Whether a kind takes (or gives) the very type of the wire, or any as it is. */
  isOfType: (kind: Kind) => boolean;
}

export function offered(catalogue: Catalogue, { from }: Pick<PaletteRequest, 'from'>, kind: Props['kind']): Offer {
  const there = from && kind(from.node);
  const type = from && there && (from.out ? outputType(there, from.port) : inputType(there, from.port));
  if (!type) return { kinds: catalogue.kinds, isOfType: () => false };
  return {
    kinds: catalogue.kinds.filter((one) => (from.out ? firstInput(catalogue, one, type) : firstOutput(catalogue, one, type))),
    isOfType: (one) => (from.out ? one.inputs : one.outputs).some((port) => port.type === type || port.type === 'any'),
  };
}

function byCategory(kinds: readonly Kind[], isOfType: Offer['isOfType']): Kind[] {
  const order = Object.keys(categoryNames);
  return [...kinds].sort((a, b) => Number(isOfType(b)) - Number(isOfType(a)) || order.indexOf(a.category) - order.indexOf(b.category) || a.title.localeCompare(b.title));
}
