import { BufferGeometry, Float32BufferAttribute } from 'three';

// T. Jakobsen, "Advanced Character Physics", 2001: Verlet integration, and constraints that are relaxed in turn.

/** A square cloth that fell over a ball, at rest; the ball is not shown. */
export function cloth(side = 2.1, cells = 72, radius = 0.62, steps = 190): BufferGeometry {
  const n = cells + 1;
  const rest = side / cells;
  const at = new Float32Array(n * n * 3);
  const before = new Float32Array(at.length);
  for (let j = 0; j < n; j++)
    for (let i = 0; i < n; i++) {
      const o = 3 * (j * n + i);
      at[o] = before[o] = i * rest - side / 2;
      at[o + 1] = before[o + 1] = radius + 0.05;
      at[o + 2] = before[o + 2] = j * rest - side / 2;
    }
  const pairs: [number, number, number][] = [];
  const link = (a: number, b: number, length: number) => pairs.push([3 * a, 3 * b, length]);
  for (let j = 0; j < n; j++)
    for (let i = 0; i < n; i++) {
      const a = j * n + i;
      if (i + 1 < n) link(a, a + 1, rest);
      if (j + 1 < n) link(a, a + n, rest);
      if (i + 1 < n && j + 1 < n) link(a, a + n + 1, rest * Math.SQRT2);
      if (i > 0 && j + 1 < n) link(a, a + n - 1, rest * Math.SQRT2);
    }
  for (let step = 0; step < steps; step++) {
    for (let o = 0; o < at.length; o++) {
      const moved = at[o]! + (at[o]! - before[o]!) * 0.97 - (o % 3 === 1 ? 0.0011 : 0);
      before[o] = at[o]!;
      at[o] = moved;
    }
    for (let pass = 0; pass < 4; pass++) {
      for (const [a, b, length] of pairs) {
        const [x, y, z] = [at[b]! - at[a]!, at[b + 1]! - at[a + 1]!, at[b + 2]! - at[a + 2]!];
        const half = (0.5 * (Math.hypot(x, y, z) - length)) / (Math.hypot(x, y, z) || 1);
        at[a]! += x * half;
        at[a + 1]! += y * half;
        at[a + 2]! += z * half;
        at[b]! -= x * half;
        at[b + 1]! -= y * half;
        at[b + 2]! -= z * half;
      }
      for (let o = 0; o < at.length; o += 3) {
        const far = Math.hypot(at[o]!, at[o + 1]!, at[o + 2]!);
        if (far < radius) for (let c = 0; c < 3; c++) at[o + c]! *= radius / (far || 1);
      }
    }
  }
  const uv = new Float32Array(n * n * 2);
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) uv.set([(2 * i) / cells, 2 - (2 * j) / cells], 2 * (j * n + i));
  const index: number[] = [];
  for (let j = 0; j < cells; j++)
    for (let i = 0; i < cells; i++) {
      const a = j * n + i;
      index.push(a, a + n, a + 1, a + 1, a + n, a + n + 1);
    }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute(at, 3));
  geometry.setAttribute('uv', new Float32BufferAttribute(uv, 2));
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  geometry.translate(0, 0.25, 0);
  return geometry;
}
