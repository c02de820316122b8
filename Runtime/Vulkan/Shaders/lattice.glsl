// Periodic noise on a lattice; the twin of Imaging/Lattice.cs, which names the papers.
int cellOf(int value, int period)
{
    // The remainder of a negative number is undefined.
    return value >= 0 ? int(uint(value) % uint(period)) : period - 1 - int(uint(-1 - value) % uint(period));
}

vec3 hashOf(ivec2 cell, ivec2 period, uint seed)
{
    uvec3 v = uvec3(uint(cellOf(cell.x, period.x)), uint(cellOf(cell.y, period.y)), seed) * 1664525u + 1013904223u;
    v.x += v.y * v.z;
    v.y += v.z * v.x;
    v.z += v.x * v.y;
    v ^= v >> 16u;
    v.x += v.y * v.z;
    v.y += v.z * v.x;
    v.z += v.x * v.y;
    precise vec3 value = vec3(v >> 8u) * 5.9604644775390625e-8;
    return value;
}

float fade(float t)
{
    precise float value = t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
    return value;
}

float between(float a, float b, float t)
{
    precise float value = a + (b - a) * t;
    return value;
}

float valueNoise(vec2 p, ivec2 period, uint seed)
{
    precise vec2 f = p - floor(p);
    ivec2 cell = ivec2(floor(p));
    float a = hashOf(cell, period, seed).x;
    float b = hashOf(cell + ivec2(1, 0), period, seed).x;
    float c = hashOf(cell + ivec2(0, 1), period, seed).x;
    float d = hashOf(cell + ivec2(1, 1), period, seed).x;
    return between(between(a, b, fade(f.x)), between(c, d, fade(f.x)), fade(f.y));
}

float slopeAt(ivec2 cell, ivec2 period, uint seed, vec2 f)
{
    precise vec2 g = 2.0 * hashOf(cell, period, seed).xy - 1.0;
    precise float value = g.x * f.x + g.y * f.y;
    return value;
}

float perlinNoise(vec2 p, ivec2 period, uint seed)
{
    precise vec2 f = p - floor(p);
    ivec2 cell = ivec2(floor(p));
    float a = slopeAt(cell, period, seed, f);
    float b = slopeAt(cell + ivec2(1, 0), period, seed, vec2(f.x - 1.0, f.y));
    float c = slopeAt(cell + ivec2(0, 1), period, seed, vec2(f.x, f.y - 1.0));
    float d = slopeAt(cell + ivec2(1, 1), period, seed, vec2(f.x - 1.0, f.y - 1.0));
    precise float value = 0.5 + between(between(a, b, fade(f.x)), between(c, d, fade(f.x)), fade(f.y));
    return clamp(value, 0.0, 1.0);
}

vec3 worleyNoise(vec2 p, ivec2 period, uint seed, float jitter)
{
    precise vec2 f = p - floor(p);
    ivec2 cell = ivec2(floor(p));
    float first = 1e9, second = 1e9, random = 0.0;
    for (int j = -2; j <= 2; j++) {
        for (int i = -2; i <= 2; i++) {
            vec3 h = hashOf(cell + ivec2(i, j), period, seed);
            precise vec2 d = vec2(float(i), float(j)) + 0.5 + jitter * (h.xy - 0.5) - f;
            precise float square = d.x * d.x + d.y * d.y;
            if (square < first) {
                second = first;
                first = square;
                random = h.z;
            } else if (square < second) second = square;
        }
    }
    return vec3(sqrt(first), sqrt(second), random);
}
